#pragma once

#include <string_view>

namespace dateline {

// Whether `word` matches `pattern`, in which * stands for any characters and ? for one. Linear
// backtracking: at most size of word times size of pattern.
bool matches_wildcard(std::string_view word, std::string_view pattern);

// Whether `a` becomes `b` by at most `most` insertions, deletions, replacements, or swaps of
// neighbours of a character (optimal string alignment). Characters are code points. O(size of a *
// most).
bool within_distance(std::string_view a, std::string_view b, int most);

}  // namespace dateline
