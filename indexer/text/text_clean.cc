#include "indexer/text/text_clean.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace dateline {
namespace {

enum class Kind : std::uint8_t { plain, space, dropped, joiner, lead };

// What a byte is by itself; `lead` bytes open sequences that may be spaces or invisible.
constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < 0x20; ++c) kinds[c] = Kind::dropped;
  for (const unsigned char c : {'\t', '\n', '\v', '\f', '\r', ' '}) kinds[c] = Kind::space;
  kinds[0x7F] = Kind::dropped;
  for (const unsigned char c : {0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF}) kinds[c] = Kind::lead;
  return kinds;
}();

Kind kind_of(char c) { return kKinds[static_cast<unsigned char>(c)]; }

struct Sequence {
  Kind kind = Kind::plain;
  std::size_t bytes = 1;
};

// General Punctuation, U+2000 to U+206F, whose lead bytes E2 80 and E2 81 are given.
Kind kind_of_punctuation(unsigned char second, unsigned char third) {
  if (second == 0x81) {
    if (third == 0x9F) return Kind::space;  // U+205F
    return third >= 0xA0 && third <= 0xAF ? Kind::dropped : Kind::plain;
  }
  if (third <= 0x8A) return Kind::space;                                // U+2000 to U+200A
  if (third == 0x8C || third == 0x8D) return Kind::joiner;              // U+200C, U+200D
  if (third == 0xA8 || third == 0xA9) return Kind::space;               // line, paragraph separator
  if (third == 0xAF) return Kind::space;                                // U+202F
  if (third <= 0x8F) return Kind::dropped;                              // U+200B, U+200E, U+200F
  return third >= 0xAA && third <= 0xAE ? Kind::dropped : Kind::plain;  // U+202A to U+202E
}

Kind kind_of_two(unsigned char first, unsigned char second) {
  if (first == 0xD8) return second == 0x9C ? Kind::dropped : Kind::plain;  // Arabic letter mark
  if (second == 0xA0 || second == 0x85) return Kind::space;                // NBSP, next line
  if (second == 0xAD || second < 0xA0) return Kind::dropped;               // soft hyphen, C1
  return Kind::plain;
}

Kind kind_of_three(unsigned char first, unsigned char second, unsigned char third) {
  if (first == 0xE2) {
    return second == 0x80 || second == 0x81 ? kind_of_punctuation(second, third) : Kind::plain;
  }
  if (first == 0xE1) return second == 0x9A && third == 0x80 ? Kind::space : Kind::plain;
  if (first == 0xE3) return second == 0x80 && third == 0x80 ? Kind::space : Kind::plain;
  return second == 0xBB && third == 0xBF ? Kind::dropped : Kind::plain;  // U+FEFF
}

Sequence sequence_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const bool two = byte(0) == 0xC2 || byte(0) == 0xD8;
  const std::size_t bytes = two ? 2 : 3;
  if (at + bytes > text.size()) return {};
  return {two ? kind_of_two(byte(0), byte(1)) : kind_of_three(byte(0), byte(1), byte(2)), bytes};
}

// Bytes of a text that are looked at together.
constexpr std::size_t kChunk = 32;

// Whether all of a chunk is printable ASCII with no two spaces side by side. Without a branch, so
// that the compiler makes it a few vector instructions: nearly every line of news is made of such.
bool is_plain_chunk(const char* chunk, bool after_space) {
  unsigned char odd = 0;
  unsigned char before = after_space ? ' ' : 'a';
  for (std::size_t i = 0; i < kChunk; ++i) {
    const auto c = static_cast<unsigned char>(chunk[i]);
    odd |= static_cast<unsigned char>((c < 0x20) | (c >= 0x7F) | ((c == ' ') & (before == ' ')));
    before = c;
  }
  return odd == 0;
}

// Whether a joiner between the end of `before` and the start of `after` shapes letters.
bool joins_letters(std::string_view before, std::string_view after) {
  return !before.empty() && static_cast<unsigned char>(before.back()) >= 0x80 && !after.empty() &&
         static_cast<unsigned char>(after.front()) >= 0xD8;
}

}  // namespace

bool is_clean(std::string_view text) {
  bool after_space = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    while (at + kChunk <= text.size() && is_plain_chunk(text.data() + at, after_space)) {
      at += kChunk;
      after_space = text[at - 1] == ' ';
    }
    if (at == text.size()) break;
    const Kind kind = kind_of(text[at]);
    if (kind == Kind::plain) {
      after_space = false;
      continue;
    }
    if (kind == Kind::lead && sequence_at(text, at).kind == Kind::plain) {
      after_space = false;
      continue;
    }
    if (text[at] != ' ' || after_space) return false;
    after_space = true;
  }
  return !after_space || text.empty();
}

void append_clean(std::string_view text, std::string& out) {
  const std::size_t start = out.size();
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    Sequence next{kind_of(text[at]), 1};
    if (next.kind == Kind::lead) next = sequence_at(text, at);
    if (next.kind == Kind::joiner) {
      next.kind = joins_letters(text.substr(0, at), text.substr(at + next.bytes)) ? Kind::plain
                                                                                  : Kind::dropped;
    }
    if (next.kind == Kind::space) space = true;
    if (next.kind == Kind::plain) {
      if (space && out.size() > start) out += ' ';
      space = false;
      out.append(text, at, next.bytes);
    }
    at += next.bytes;
  }
}

std::string clean_line(std::string_view text) {
  if (is_clean(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  append_clean(text, out);
  return out;
}

}  // namespace dateline
