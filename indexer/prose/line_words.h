#pragma once

#include <span>
#include <string_view>
#include <unordered_map>

#include "indexer/prose/line_lexicon.h"
#include "indexer/text/word_set.h"

// The words and phrases that line_lexicon judges lines by, in lower case, in the languages that it
// knows. Nothing here decides: a word that is missing is added to its list.
namespace dateline::line_words {

// Lines of menus and buttons.
const WordSet& navigation();

// Words that a bar of share buttons is made of.
const WordSet& share_words();

// Of these, those that are of no other use.
const WordSet& share_signs();

// Lines that open what stands under an article, and hardly ever stand inside of one.
const WordSet& strong_marks();

// Lines that open what stands under an article, and may stand inside of one too.
const WordSet& weak_marks();

// What agencies write under the last line.
const WordSet& end_signs();

// Words of the names of sections.
const WordSet& section_words();

// Beginnings of such lines.
std::span<const std::string_view> strong_starts();

// Beginnings of such lines.
std::span<const std::string_view> weak_starts();

// What stands before the headline of another article.
std::span<const std::string_view> related_starts();

// Phrases of cookie notes, subscriptions and the like.
std::span<const std::string_view> boilerplate();

// Beginnings of lines that part an article for an advertisement.
std::span<const std::string_view> boilerplate_starts();

// Beginnings of captions.
std::span<const std::string_view> caption_starts();

// Credits that end captions.
std::span<const std::string_view> caption_ends();

// Beginnings of lines that say who reported and edited.
std::span<const std::string_view> credit_starts();

// Ends of such lines.
std::span<const std::string_view> credit_parts();

// Beginnings of copyright lines.
std::span<const std::string_view> copyright_starts();

// Ends of copyright lines.
std::span<const std::string_view> reserved_rights();

// What labels such as "Topics" or "Author" announce.
const std::unordered_map<std::string_view, LabelKind>& labels();

}  // namespace dateline::line_words
