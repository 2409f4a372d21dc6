#pragma once

#include <algorithm>
#include <string>
#include <string_view>

// Letters of ASCII, which is what the syntax of HTML, HTTP and queries is made of. Nothing here
// looks at a locale.
namespace dateline::ascii {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }

// Also each byte of a character beyond ASCII, which is taken for a letter where that is enough.
constexpr bool is_letter_byte(char c) { return is_letter(c) || (c & 0x80) != 0; }

inline std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) { return lower(c); });
  return result;
}

inline bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// Where `wanted`, in lower case, first stands in `text` at or after `from`; npos where it does not.
inline std::size_t find_ignoring_case(std::string_view text, std::string_view wanted,
                                      std::size_t from = 0) {
  if (from > text.size()) return std::string_view::npos;
  const auto found =
      std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), wanted.begin(),
                  wanted.end(), [](char x, char y) { return lower(x) == y; });
  return found == text.end() ? std::string_view::npos
                             : static_cast<std::size_t>(found - text.begin());
}

}  // namespace dateline::ascii
