#pragma once

#include <vector>

#include "bench/duplicates/labelled_set.h"

namespace dateline::bench {

// Adds articles that lie near the threshold, on both sides of it, made of the stories in turn: two
// stories each, none of which may be in the set already. bench/README.md describes the kinds.
void add_hard_kinds(const std::vector<const Article*>& stories, LabelledSet& set);

}  // namespace dateline::bench
