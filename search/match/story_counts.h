#pragma once

#include <cstdint>

#include "search/match/match_counts.h"
#include "search/query/search_request.h"
#include "search/store/columns/day_counts.h"

namespace dateline {

// Makes counts of articles those of stories: of a group's matches, each value of a facet counts
// one. The counts must have been made with `grouped`.
void count_stories_by_value(MatchCounts& counts);

// Likewise of the days of all segments: of a group's matches, each period counts one.
void count_stories_by_period(const MatchCounts& counts, Period period, DayCounts& days);

// How many matches are of articles that came since the groups were found: each counts as a story of
// its own, whatever it is a copy of.
std::uint64_t ungrouped_matches(const MatchCounts& counts);

}  // namespace dateline
