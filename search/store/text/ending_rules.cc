#include "search/store/text/ending_rules.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "search/base/utf8.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

constexpr std::size_t kLettersLeft = 2;        // before an ending
constexpr std::size_t kLettersLeftBehind = 3;  // a beginning

struct AffixRule {
  std::string_view affix;
  std::string_view replacement;  // of an ending
};

using RulesByLanguage = std::map<std::string_view, std::vector<AffixRule>>;

RulesByLanguage read_rules(const std::vector<LanguageWords>& entries) {
  RulesByLanguage rules;
  for (const auto& [language, words] : entries) {
    for (const std::string_view word : words) {
      const std::size_t arrow = std::min(word.find('>'), word.size());
      rules[language].push_back(
          {word.substr(0, arrow), word.substr(std::min(arrow + 1, word.size()))});
    }
  }
  return rules;
}

bool has_letters(std::string_view word, std::size_t least) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size() && letters < least; ++letters)
    at += decode_at(word, at).bytes;
  return letters == least;
}

std::string_view without_beginning(std::string_view word, std::string_view language) {
  static const RulesByLanguage rules = read_rules(words_by_language("beginnings before stemming"));
  const auto found = rules.find(language);
  if (found == rules.end()) return word;
  for (const AffixRule& rule : found->second) {
    const std::string_view beginning = rule.affix;
    if (word.starts_with(beginning) &&
        has_letters(word.substr(beginning.size()), kLettersLeftBehind))
      return word.substr(beginning.size());
  }
  return word;
}

std::string respelt_end(std::string word, std::string_view language,
                        const RulesByLanguage& by_language) {
  const auto found = by_language.find(language);
  if (found == by_language.end()) return word;
  for (const auto& [ending, replacement] : found->second) {
    if (!word.ends_with(ending)) continue;
    const std::string_view left = std::string_view(word).substr(0, word.size() - ending.size());
    if (!has_letters(left, kLettersLeft)) continue;
    word.replace(word.size() - ending.size(), ending.size(), replacement);
    return word;
  }
  return word;
}

}  // namespace

std::string before_stemming(std::string_view word, std::string_view language) {
  static const RulesByLanguage rules = read_rules(words_by_language("endings before stemming"));
  return respelt_end(std::string(without_beginning(word, language)), language, rules);
}

std::string after_stemming(std::string stem, std::string_view language) {
  static const RulesByLanguage rules = read_rules(words_by_language("endings after stemming"));
  return respelt_end(std::move(stem), language, rules);
}

}  // namespace dateline
