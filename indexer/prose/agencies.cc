#include "indexer/prose/agencies.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

// Folded forms, each with the name that is shown: "thomson reuters>Reuters", or the name alone.
const std::unordered_map<std::string, std::string_view>& shown_names() {
  static const auto names = [] {
    std::unordered_map<std::string, std::string_view> made;
    for (const std::string_view entry : words_of_languages("agencies")) {
      const std::size_t arrow = entry.find('>');
      const bool alone = arrow == std::string_view::npos;
      made.emplace(fold_case(entry.substr(0, arrow)), alone ? entry : entry.substr(arrow + 1));
    }
    return made;
  }();
  return names;
}

std::string_view without_wrapping(std::string_view text) {
  constexpr std::string_view kWrapping = " .,:;()[]/-_*";
  while (!text.empty() && kWrapping.find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() && kWrapping.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return text;
}

bool is_site(std::string_view text) {
  constexpr std::array<std::string_view, 14> kEndings = {".com", ".ru",   ".net",  ".org", ".co",
                                                         ".id",  ".info", ".news", ".ua",  ".kz",
                                                         ".de",  ".fr",   ".tv",   ".in"};
  if (text.find(' ') != std::string_view::npos || text.size() < 5) return false;
  const std::string folded = fold_case(text);
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return folded.ends_with(ending); });
}

// The first letters of the words, as capitals: "Miraj News Agency" gives "MNA".
bool could_stand_for(std::string_view acronym, std::string_view name) {
  const std::string letters = fold_case(acronym);
  std::string folded = fold_case(name);
  std::size_t at = 0;
  for (const char letter : letters) {
    at = folded.find(letter, at);
    if (at == std::string::npos) return false;
    ++at;
  }
  return !letters.empty() && letters.front() == folded.front();
}

}  // namespace

std::optional<std::string> known_agency(std::string_view text) {
  text = without_wrapping(trim_spaces(text));
  if (text.empty() || text.size() > 40) return std::nullopt;
  const auto found = shown_names().find(fold_case(text));
  if (found != shown_names().end()) return std::string(found->second);
  // "dpa/lno", "AFP/Reuters" and "Al Jazeera and news agencies" name their main agency first.
  for (const std::string_view mark : {"/", " and ", " und ", " et ", " y "}) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0) return known_agency(text.substr(0, at));
  }
  return std::nullopt;
}

bool looks_like_agency(std::string_view text) {
  text = trim_spaces(text);
  if (text.size() < 2 || text.size() > 24) return false;
  if (is_site(text)) return true;
  const bool one_word = text.find(' ') == std::string_view::npos;
  return one_word && text.size() <= 12 && is_all_caps(text) && text.find('.') == text.npos;
}

std::optional<std::string> spelled_out_agency(std::string_view line) {
  line = trim_spaces(line);
  if (line.size() < 6 || line.size() > 80 || line.back() != ')') return std::nullopt;
  const std::size_t open = line.rfind('(');
  if (open == std::string_view::npos || open < 4) return std::nullopt;
  const std::string_view acronym = line.substr(open + 1, line.size() - open - 2);
  const std::string_view name = trim_spaces(line.substr(0, open));
  const bool fits = acronym.size() >= 2 && acronym.size() <= 10 && is_all_caps(acronym) &&
                    is_capitalised(name) && word_count(name) <= 7;
  if (!fits || !could_stand_for(acronym, name)) return std::nullopt;
  return known_agency(acronym).value_or(std::string(acronym));
}

bool names_a_publication(std::string_view text) {
  static const WordSet names(words_of_languages("publication words"));
  const auto words = split_words(text);
  if (words.empty() || words.size() > 6 || !is_capitalised(text)) return false;
  if (known_agency(text)) return true;
  return words.size() >= 2 && std::any_of(words.begin(), words.end(), [&](std::string_view word) {
           return names.contains(fold_case(word));
         });
}

}  // namespace dateline
