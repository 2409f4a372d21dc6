#pragma once

#include <vector>

#include "bench/duplicates/archive.h"
#include "search/store/article/article.h"

namespace dateline::bench {

// Articles are alike that have so much of their shingles in common: docs/duplicates.md.
inline constexpr double kAlike = 0.5;

// |A ∩ B| / |A ∪ B| of the shingles of two bodies, counted.
double jaccard(const Article& a, const Article& b);

// The pairs that have at least this share of their shingles in common and are at most kSimilarDays
// apart, sorted.
std::vector<Pair> linked_pairs(const std::vector<Article>& articles, double least);

// Of each article the share that it has in common with the nearest other one, at most kSimilarDays
// apart.
std::vector<double> nearest_shares(const std::vector<Article>& articles);

// All pairs within the groups that links join, sorted: where B is like A and C is like B, all three
// are one group.
std::vector<Pair> joined(const std::vector<Pair>& links);

// Compares the groups with the truth of counting: the pairs of bodies that have at least half of
// their shingles of four words in common, and are at most kSimilarDays apart.
void measure_against_jaccard(const std::vector<Article>& articles);

// Those that have less than a fifth of their shingles in common with any article before them.
std::vector<Article> distinct(const std::vector<Article>& articles);

}  // namespace dateline::bench
