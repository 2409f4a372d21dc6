#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

// A character of a text, and how many bytes it takes.
struct Character {
  char32_t value = 0;
  std::size_t bytes = 0;
};

// Whether `text` is UTF-8 throughout.
bool is_utf8(std::string_view text);

// The character that starts at byte `at` of valid UTF-8.
Character character_at(std::string_view text, std::size_t at);

// The character that ends before byte `at` of valid UTF-8; `at` is not 0.
Character character_before(std::string_view text, std::size_t at);

// Spaces, line ends, control characters and the byte order mark: what stands between words.
bool is_space(char32_t character);

// Letters and digits of any script: what can be searched for.
bool is_searchable(char32_t character);

// Letters and digits of `text`.
std::size_t count_searchable(std::string_view text);

// An upper bound of the words that an analyzer makes of `text`: runs of letters and digits, and
// each character of a script that is written without spaces.
std::size_t count_parts(std::string_view text);

std::string_view trimmed(std::string_view text);
bool has_space(std::string_view text);

// Compares without regard to the case of ASCII letters; `lower` is in small letters.
bool equals_ignoring_case(std::string_view text, std::string_view lower);

}  // namespace dateline
