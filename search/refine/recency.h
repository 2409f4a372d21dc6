#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "search/match/ranker.h"
#include "search/store/generation.h"

namespace dateline {

// Fresh articles above stale ones: what an article's age takes from its score.
struct Recency {
  double half_life_days = 30;
  std::int32_t today = 0;  // day_number() of the day that ages are counted to
};

// So many first articles are weighed by their age; the others stay in their order behind them.
inline constexpr std::size_t kWeighedByAge = 1000;

// What the score of an article of this day is multiplied by: 1 for one of today or later, halfway
// down to 0.5 after each half-life; 0.5 where it has no date (kNoDay). So age decides between
// articles that answer about as well, and the best answer of an old day is still found (an
// exponential prior as in Li and Croft, "Time-based language models", CIKM 2003, with a floor).
double freshness(std::int32_t day, const Recency& recency);

// Multiplies the scores of articles by their freshness, and puts them in order.
void weigh_by_age(std::span<Scored> articles, const Recency& recency, const Generation& generation);

}  // namespace dateline
