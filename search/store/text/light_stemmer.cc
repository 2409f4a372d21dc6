#include "search/store/text/light_stemmer.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "search/base/utf8.h"
#include "search/store/text/fold.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

constexpr std::size_t kLeastLetters = 3;

// What stands in the place of an ending: nothing, or the end of the stem.
struct Endings {
  std::unordered_map<std::string, std::string> replacements;
  std::size_t longest = 0;  // bytes
};

void add_ending(Endings& endings, std::string_view rule) {
  const std::size_t arrow = std::min(rule.find('>'), rule.size());
  std::string ending = fold(rule.substr(0, arrow));
  endings.longest = std::max(endings.longest, ending.size());
  endings.replacements.emplace(std::move(ending),
                               fold(rule.substr(std::min(arrow + 1, rule.size()))));
}

Endings read_endings(const std::vector<std::string_view>& rules) {
  Endings endings;
  for (const std::string_view rule : rules) add_ending(endings, rule);
  return endings;
}

const Endings* endings_of(std::string_view language) {
  static const auto all = [] {
    std::map<std::string_view, Endings> read;
    for (const auto& [code, rules] : words_by_language("endings"))
      read.emplace(code, read_endings(rules));
    return read;
  }();
  const auto found = all.find(language);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<std::string> light_stem(std::string_view word, std::string_view language) {
  const Endings* const endings = endings_of(language);
  if (endings == nullptr) return std::nullopt;
  const std::string folded = fold(word);
  std::size_t root = 0;
  for (std::size_t letters = 0; letters < kLeastLetters && root < folded.size(); ++letters)
    root += decode_at(folded, root).bytes;
  if (folded.size() > endings->longest) root = std::max(root, folded.size() - endings->longest);
  for (; root < folded.size(); ++root) {
    const auto found = endings->replacements.find(folded.substr(root));
    if (found != endings->replacements.end()) return folded.substr(0, root) + found->second;
  }
  return folded;
}

}  // namespace dateline
