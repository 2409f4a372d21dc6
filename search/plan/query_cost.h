#pragma once

#include <cstdint>

#include "search/match/index_query.h"
#include "search/store/generation.h"

namespace dateline {

// What finding the matches of a query costs at most, in postings that are read: known before it
// runs, from how many articles have its words. A posting takes some 20 ns, and what else is done is
// counted as so many postings; so a limit on the cost is a limit on the time.
std::uint64_t cost_of(const IndexQuery& query, const Generation& generation);

// Throws InputError, which names the limit.
void require_affordable(std::uint64_t cost, std::uint64_t limit);

}  // namespace dateline
