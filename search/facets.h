#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/match/match_counts.h"
#include "search/query/search_request.h"
#include "search/store/generation.h"

namespace dateline {

// What the request wants counted; none where it wants no facets, no timeline and no stories. Throws
// InputError for a facet that is no filter field. The generation must outlive the counts.
std::optional<MatchCounts> wanted_counts(const SearchRequest& request,
                                         const Generation& generation);

// The counts of all segments together, at most 100 values a field, in the order of the request.
std::vector<Facet> facets_of(const MatchCounts& counts, const SearchRequest& request);

// The counts of the request's one facet, as far as the window wants them.
Facet facet_of(const MatchCounts& counts, const SearchRequest& request, const FacetWindow& window);

std::vector<TimelineBucket> timeline_of(const MatchCounts& counts, Period period, CountUnit unit);

}  // namespace dateline
