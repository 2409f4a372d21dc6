#include "indexer/prose/report_line.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/prose/line_lexicon.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

// What is before a place, folded, the longest first.
const std::vector<std::string_view>& openings() {
  static const std::vector<std::string_view> made = [] {
    std::vector<std::string_view> words = words_of_languages("report openings");
    std::stable_sort(words.begin(), words.end(), [](std::string_view one, std::string_view other) {
      return one.size() > other.size();
    });
    return words;
  }();
  return made;
}

bool is_verb(std::string_view word) {
  static const WordSet verbs(words_of_languages("report verbs"));
  return starts_lower(word) && verbs.contains(fold_case(word));
}

bool opens_place(std::string_view word) {
  const std::string folded = fold_case(word);
  return std::find(openings().begin(), openings().end(), folded) != openings().end();
}

std::string_view without_mark(std::string_view word) {
  while (word.ends_with(',') || word.ends_with(':')) word.remove_suffix(1);
  return word;
}

// "Brüssel", and what stands inside of "Rio de Janeiro" or before it: "à Rome".
bool is_of_place(std::string_view word) {
  constexpr std::size_t kShort = 3;  // bytes
  return starts_upper(word) || word.size() <= kShort;
}

// Whether the words are a name, so that a mark before them is enough.
bool begin_name(std::string_view text) {
  const auto words = split_words(text);
  return words.size() >= 2 && starts_upper(words[0]) && starts_upper(words[1]);
}

// The bytes of a place and what ends it: a verb, or a mark where that is enough.
std::size_t place_bytes(std::string_view text, bool may_end_with_mark) {
  constexpr std::size_t kMostWords = 5;
  const auto words = split_words(text);
  for (std::size_t i = 0; i + 1 < std::min(words.size(), kMostWords + 1); ++i) {
    const auto next = static_cast<std::size_t>(words[i + 1].data() - text.data());
    const std::string_view word = without_mark(words[i]);
    const bool is_marked = word.size() < words[i].size();
    if (i > 0 && is_verb(word)) return starts_upper(text.substr(next)) ? next : 0;
    if (!is_of_place(word)) return 0;
    if (is_marked) return may_end_with_mark && begin_name(text.substr(next)) ? next : 0;
  }
  return 0;
}

}  // namespace

std::size_t report_opening(std::string_view text) {
  constexpr std::size_t kSureBytes = 4;  // "De Smet, Jan" is a name
  for (const std::string_view opening : openings()) {
    const bool opens = text.size() > opening.size() && text[opening.size()] == ' ' &&
                       starts_with_folded(text, opening);
    if (!opens) continue;
    const std::string_view behind = text.substr(opening.size() + 1);
    if (const std::size_t bytes = place_bytes(behind, opening.size() >= kSureBytes))
      return opening.size() + 1 + bytes;
  }
  return 0;
}

std::string_view before_report_from(std::string_view text) {
  constexpr std::size_t kMostWords = 10;
  const auto words = split_words(text);
  if (words.size() > kMostWords) return text;
  for (std::size_t i = 2; i + 2 < words.size(); ++i) {
    if (!is_verb(words[i]) || !opens_place(words[i + 1]) || !starts_upper(words[i + 2])) continue;
    return trim_spaces(text.substr(0, static_cast<std::size_t>(words[i].data() - text.data())));
  }
  return text;
}

}  // namespace dateline
