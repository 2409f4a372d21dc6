#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Small questions about plain text in UTF-8.
namespace dateline::html {

// White space of any kind (no-break spaces too) as one space, none at the ends; control characters,
// soft hyphens and marks of no width are left out.
std::string collapse(std::string_view text);

// Characters that are no white space.
std::size_t visible_characters(std::string_view text);

// Words by spaces; in scripts that write none (Chinese, Japanese, Thai) every two characters count
// as a word.
std::size_t count_words(std::string_view text);

// Whether the text ends as a sentence does: . ! ? … and their like, quotes and brackets behind. In
// scripts that write no such mark (Thai, Lao) a long text does.
bool ends_sentence(std::string_view text);

// The text in lower case, of all scripts.
std::string lower_case(std::string_view text);

// The text's words in lower case, punctuation left out: "Read more:" is {"read", "more"}.
std::vector<std::string> words_of(std::string_view text);

// Entities that stand in text which no parser saw: "&#8216;It&#8217;s&nbsp;on&amp;on&#8217;".
std::string decode_entities(std::string_view text);

// A copy in which tags are left out and entities read; for fields that hold markup by mistake.
std::string strip_markup(std::string_view text);

}  // namespace dateline::html
