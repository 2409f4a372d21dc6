#include "search/store/text/stop_words.h"

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "search/store/text/fold.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

using Words = std::unordered_set<std::string>;

// As queries have them; see is_stop_word().
Words in_form_of_queries(const std::vector<std::string_view>& words, LanguageId language) {
  Words made;
  for (const std::string_view word : words)
    made.insert(keeps_marks(language) ? std::string(word) : fold(word));
  return made;
}

const std::map<LanguageId, Words>& stop_words() {
  static const std::map<LanguageId, Words> all = [] {
    std::map<LanguageId, Words> made;
    for (const LanguageWords& of_one : words_by_language("stop words")) {
      const LanguageId language = language_id(of_one.language);
      if (language != kNoStemmer) made[language] = in_form_of_queries(of_one.words, language);
    }
    return made;
  }();
  return all;
}

}  // namespace

bool is_stop_word(std::string_view word, LanguageId language) {
  const auto found = stop_words().find(language);
  return found != stop_words().end() && found->second.contains(std::string(word));
}

bool is_particle(std::string_view folded) {
  static const Words words = in_form_of_queries(words_of_languages("particles"), kNoStemmer);
  return words.contains(std::string(folded));
}

}  // namespace dateline
