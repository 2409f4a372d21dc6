#pragma once

#include <vector>

#include "bench/duplicates/labelled_set.h"

namespace dateline::bench {

// The kind of the versions, which keep clear of the threshold.
inline constexpr std::string_view kCopies = "copies";

// Adds five versions of each story of the first half, its follow-up of the next day, and reports of
// one mould each. The second half lends words, and is not of the set.
void add_copies(const std::vector<const Article*>& stories, LabelledSet& set);

}  // namespace dateline::bench
