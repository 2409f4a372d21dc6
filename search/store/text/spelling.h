#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Whether `word` matches `pattern`, in which * stands for any characters and ? for one. Linear
// backtracking: at most size of word times size of pattern.
bool matches_wildcard(std::string_view word, std::string_view pattern);

// By how many insertions, deletions, replacements, or swaps of neighbours of a character words
// become a word (optimal string alignment), up to `most`. Characters are code points. For asking
// about many words: it keeps its memory.
class WithinDistance {
 public:
  WithinDistance(std::string_view word, int most);

  // None where it is more than `most`. O(size of both).
  std::optional<int> distance(std::string_view other);

  // Whether it is at most `most`.
  bool operator()(std::string_view other) { return distance(other).has_value(); }

  // Whether a word of so many bytes may be: what tells most of them, before their letters are read.
  bool may_be_near(std::size_t bytes) const {
    const auto most = static_cast<std::size_t>(most_);
    return bytes + most >= word_.size() && bytes <= bytes_ + kMostBytes * most;
  }

 private:
  static constexpr std::size_t kMostBytes = 4;  // of a code point

  std::optional<int> distance_of(std::u32string_view a, std::u32string_view b);

  std::u32string word_;
  std::size_t bytes_;
  int most_;
  std::u32string other_;
  std::vector<int> before_;  // rows of the table of distances
  std::vector<int> previous_;
  std::vector<int> row_;
};

}  // namespace dateline
