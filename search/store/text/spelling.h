#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Whether `word` matches `pattern`, in which * stands for any characters and ? for one. Linear
// backtracking: at most size of word times size of pattern.
bool matches_wildcard(std::string_view word, std::string_view pattern);

// Whether words become a word by at most so many insertions, deletions, replacements, or swaps of
// neighbours of a character (optimal string alignment). Characters are code points. For asking
// about many words: it keeps its memory.
class WithinDistance {
 public:
  WithinDistance(std::string_view word, int most);

  // O(size of both).
  bool operator()(std::string_view other);

 private:
  bool are_near(std::u32string_view a, std::u32string_view b);

  std::u32string word_;
  int most_;
  std::u32string other_;
  std::vector<int> before_;  // rows of the table of distances
  std::vector<int> previous_;
  std::vector<int> row_;
};

}  // namespace dateline
