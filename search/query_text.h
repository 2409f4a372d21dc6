#pragma once

#include <cstddef>
#include <string_view>

#include "search/utf8.h"

// Questions that the query's parser asks about pieces of a query, which is valid UTF-8.
namespace dateline {

// The character that ends before byte `at`, which is not 0.
CodePoint decode_before(std::string_view text, std::size_t at);

// Spaces, line ends, control characters and the byte order mark: what stands between words.
bool is_space(char32_t character);

// Letters and digits of any script: what can be searched for.
std::size_t count_searchable(std::string_view text);

// The words that the index knows `text` as: Su-35 has two.
std::size_t count_parts(std::string_view text);

std::string_view trimmed(std::string_view text);
bool has_space(std::string_view text);

}  // namespace dateline
