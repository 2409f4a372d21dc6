#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Appends `text` to `out` as it may stand in a field of an article: without control characters,
// byte order marks, soft hyphens, zero-width characters and direction marks; every kind of space
// and line break becomes a space, runs of spaces one, and none is left at the ends. Typographic
// quotes stay. A zero-width joiner stays between letters of scripts that need it (Arabic, Indic).
void append_clean(std::string_view text, std::string& out);

// "\uFEFFNew\u00A0 York\u00AD" gives "New York".
std::string clean_line(std::string_view text);

// Whether clean_line() would change nothing but cost a copy. 1 ns a byte or less.
bool is_clean(std::string_view text);

}  // namespace dateline
