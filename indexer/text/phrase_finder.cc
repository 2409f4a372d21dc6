#include "indexer/text/phrase_finder.h"

#include <algorithm>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::size_t kStartBytes = 4;

// Kana and ideographs (U+3000 to U+9FFF), Thai and Lao: scripts that put no space between words.
bool is_of_unspaced_script(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) == 0xE0) return at + 1 < text.size() && byte(at + 1) >= 0xB8 && byte(at + 1) <= 0xBB;
  return byte(at) >= 0xE3 && byte(at) <= 0xE9;
}

bool starts_word(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' || is_of_unspaced_script(text, at);
}

}  // namespace

PhraseFinder::PhraseFinder(std::span<const std::string_view> phrases) {
  for (const std::string_view phrase : phrases) {
    by_start_[phrase.substr(0, kStartBytes)].push_back(phrase);
  }
}

bool PhraseFinder::occurs_in(std::string_view folded) const {
  for (std::size_t at = 0; at + kStartBytes <= folded.size(); ++at) {
    if (!starts_word(folded, at)) continue;
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
