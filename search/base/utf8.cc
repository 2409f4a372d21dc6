#include "search/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace dateline {
namespace {

constexpr CodePoint kInvalid{0xFFFD, 1};

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The value of a sequence of `length` bytes, or kInvalid where it is cut, overlong, a surrogate or
// too large.
CodePoint decode_sequence(std::string_view text, std::size_t at, std::size_t length, char32_t lead,
                          char32_t least) {
  if (at + length > text.size()) return kInvalid;
  char32_t value = lead;
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if (!is_continuation(byte)) return kInvalid;
    value = value << 6 | (byte & 0x3F);
  }
  if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return kInvalid;
  return {value, length};
}

}  // namespace

CodePoint decode_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead < 0xE0) return decode_sequence(text, at, 2, lead & 0x1F, 0x80);
  if (lead >= 0xE0 && lead < 0xF0) return decode_sequence(text, at, 3, lead & 0x0F, 0x800);
  if (lead >= 0xF0 && lead < 0xF5) return decode_sequence(text, at, 4, lead & 0x07, 0x10000);
  return kInvalid;
}

std::u32string code_points(std::string_view text) {
  std::u32string result;
  append_code_points(result, text);
  return result;
}

void append_code_points(std::u32string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    out += c.value;
    at += c.bytes;
  }
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // Eight ASCII bytes at a time: most text is ASCII.
    std::uint64_t word = 0;
    if (at + sizeof word <= text.size()) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        at += sizeof word;
        continue;
      }
    }
    const CodePoint c = decode_at(text, at);
    if (c.value == 0xFFFD && c.bytes == 1) return at;
    at += c.bytes;
  }
  return std::string_view::npos;
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_continuation(static_cast<unsigned char>(text[bytes]))) --bytes;
  return text.substr(0, bytes);
}

}  // namespace dateline
