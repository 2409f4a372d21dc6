#include "indexer/text/phrase_finder.h"

#include <algorithm>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::size_t kStartBytes = 4;

}  // namespace

PhraseFinder::PhraseFinder(std::span<const std::string_view> phrases) {
  for (const std::string_view phrase : phrases) {
    by_start_[phrase.substr(0, kStartBytes)].push_back(phrase);
  }
}

bool PhraseFinder::occurs_in(std::string_view folded) const {
  for (std::size_t at = 0; at + kStartBytes <= folded.size(); ++at) {
    if (at > 0 && folded[at - 1] != ' ' && folded[at - 1] != '(') continue;
    const auto found = by_start_.find(folded.substr(at, kStartBytes));
    if (found == by_start_.end()) continue;
    const std::string_view rest = folded.substr(at);
    const bool here =
        std::any_of(found->second.begin(), found->second.end(),
                    [&](std::string_view phrase) { return rest.starts_with(phrase); });
    if (here) return true;
  }
  return false;
}

}  // namespace dateline
