#include "search/store/tokens/word_ends.h"

#include <algorithm>
#include <array>

#include "search/store/text/linking_elements.h"

namespace dateline {
namespace {

constexpr std::size_t kKeyBytes = 4;
constexpr std::size_t kShortestCompound = 8;  // bytes

std::uint64_t key_of_end(std::string_view folded) {
  std::uint64_t key = 0;
  for (const char c : folded.substr(folded.size() - kKeyBytes))
    key = key << 8 | static_cast<unsigned char>(c);
  return key << 32;
}

std::array<bool, 256> languages_with_compounds() {
  std::array<bool, 256> have{};
  for (std::size_t language = 0; language < kMostLanguages; ++language)
    have[language] = !linking_elements(static_cast<LanguageId>(language)).empty();
  return have;
}

}  // namespace

WordEnds::WordEnds(const Lexicon& lexicon) {
  static const std::array<bool, 256> with_compounds = languages_with_compounds();
  for (FormId form = 0; form < lexicon.size(); ++form) {
    if (!with_compounds[lexicon.language(form)]) continue;
    const std::string_view folded = lexicon.folded(form);
    if (folded.size() >= kShortestCompound) by_end_.push_back(key_of_end(folded) | form);
  }
  std::sort(by_end_.begin(), by_end_.end());
  by_end_.shrink_to_fit();
}

std::vector<FormId> WordEnds::ending_in(std::string_view end, const Lexicon& lexicon) const {
  std::vector<FormId> forms;
  if (end.size() < kKeyBytes) return forms;
  const std::uint64_t key = key_of_end(end);
  constexpr std::uint64_t kForms = 0xFFFFFFFF;
  auto one = std::lower_bound(by_end_.begin(), by_end_.end(), key);
  for (; one != by_end_.end() && (*one & ~kForms) == key; ++one) {
    const auto form = static_cast<FormId>(*one & kForms);
    const std::string_view folded = lexicon.folded(form);
    if (folded.size() > end.size() && folded.ends_with(end)) forms.push_back(form);
  }
  return forms;
}

}  // namespace dateline
