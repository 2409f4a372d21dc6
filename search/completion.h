#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/generation.h"

namespace dateline {

// A word of the archive that may be meant by what is typed so far.
struct Completion {
  std::string folded;
  std::string shown;  // as it is most often written
  int typing_errors = 0;
};

// Whether a folded prefix is long enough for a typing error to be forgiven.
bool forgives_typing_errors(std::string_view prefix);

// The words that live articles have and that start with the folded `prefix`, or with what is one
// typing error away from it (insertion, deletion, replacement, swap of neighbours) where it has
// four letters, two where it has eight, and its first letter is right, as it mostly is. Such come
// behind those without an error, and are looked for only where there are fewer of these than
// `limit`. The most frequent come first.
//
// Words are walked in order, and whatever starts with letters that are too far from the prefix is
// stepped over: O(log words) a step, some thousand steps, at most kMostSteps a segment. Whether a
// word is of a live article is asked only in segments with deleted ones, of at most
// kMostLookedInto articles that have its stem.
std::vector<Completion> completions(const Generation& generation, std::string_view prefix,
                                    std::size_t limit);

}  // namespace dateline
