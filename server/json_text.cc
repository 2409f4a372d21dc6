#include "server/json_text.h"

#include <cstdint>

namespace dateline {
namespace {

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

void append_escaped_control(std::string& json, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\t':
      json += "\\t";
      return;
    case '\r':
      json += "\\r";
      return;
    default:
      json += "\\u00";
      json += kHex[static_cast<unsigned char>(c) >> 4U];
      json += kHex[static_cast<unsigned char>(c) & 0xfU];
  }
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; }

// The lowest code point that may be written in this many bytes; less is overlong.
constexpr std::uint32_t kLowest[] = {0, 0, 0x80, 0x800, 0x10000};

}  // namespace

std::size_t utf8_character_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return 1;
  const std::size_t bytes = lead >= 0xf0 ? 4 : (lead >= 0xe0 ? 3 : 2);
  if (lead < 0xc2 || lead > 0xf4 || bytes > text.size()) return 0;
  std::uint32_t code_point = lead & (0x7fU >> bytes);
  for (std::size_t at = 1; at < bytes; ++at) {
    if (!is_continuation(text[at])) return 0;
    code_point = (code_point << 6U) | (static_cast<unsigned char>(text[at]) & 0x3fU);
  }
  const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  return code_point < kLowest[bytes] || code_point > 0x10ffff || surrogate ? 0 : bytes;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t bytes = utf8_character_bytes(text);
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  std::size_t done = 0;  // bytes of `text` that are in `json`
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_plain(text[at])) {
      ++at;
      continue;
    }
    const bool ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t bytes = ascii ? 0 : utf8_character_bytes(text.substr(at));
    if (bytes > 0) {
      at += bytes;
      continue;
    }
    json += text.substr(done, at - done);
    if (ascii) {
      append_escaped_control(json, text[at]);
    } else {
      json += "\xef\xbf\xbd";
    }
    done = ++at;
  }
  json += text.substr(done);
  json += '"';
}

}  // namespace dateline
