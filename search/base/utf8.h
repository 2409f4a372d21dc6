#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8 by hand, for the loops where a library call a character would be felt.
namespace dateline {

// A decoded character: its code point and how many bytes it took. Bytes that are no UTF-8 (RFC
// 3629) decode one at a time as U+FFFD.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};

// Decodes the character at `at`, which must be below text.size().
CodePoint decode_at(std::string_view text, std::size_t at);

// All characters of a text.
std::u32string code_points(std::string_view text);
void append_code_points(std::u32string& out, std::string_view text);

void append_utf8(std::string& out, char32_t code_point);

// The first byte that is not part of valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

// The longest prefix of at most `bytes` bytes that does not cut a character.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);

}  // namespace dateline
