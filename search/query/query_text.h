#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "search/base/utf8.h"

// Questions that the query's parser asks about pieces of a query, which is valid UTF-8.
namespace dateline {

// The character that ends before byte `at`, which is not 0.
CodePoint decode_before(std::string_view text, std::size_t at);

// Spaces, line ends, control characters and the byte order mark: what stands between words.
bool is_space(char32_t character);

// Letters and digits of any script: what can be searched for.
std::size_t count_searchable(std::string_view text);

// Letters of any script, or characters that are words of their own.
bool has_word_letter(std::string_view text);

// The words that the index knows `text` as: Su-35 has two. Of a script without spaces, four
// characters count as a word.
std::size_t count_parts(std::string_view text);

// The next word of `text` between spaces, taken off it; empty at the end.
std::string_view take_word(std::string_view& text);

// A part of what stands between two spaces: of oil,gas there are two. Commas, semicolons, bars,
// long dashes and dots part words; what numbers are written with, 1,234.5, does not.
struct WordPart {
  std::string_view text;
  bool behind_bar = false;  // oil|gas
};
std::vector<WordPart> parts_of_text(std::string_view text);

// Whether it has letters of both kinds.
bool has_capital_and_small(std::string_view text);

std::string_view trimmed(std::string_view text);
bool has_space(std::string_view text);

}  // namespace dateline
