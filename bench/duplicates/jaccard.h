#pragma once

#include <vector>

#include "search/article.h"

namespace dateline::bench {

// Compares the groups with the truth of counting: the pairs of bodies that have at least half of
// their shingles of four words in common, and are at most kSimilarDays apart.
void measure_against_jaccard(const std::vector<Article>& articles);

// Those that have less than a fifth of their shingles in common with any article before them.
std::vector<Article> distinct(const std::vector<Article>& articles);

}  // namespace dateline::bench
