#pragma once

#include <vector>

#include "search/match/preference.h"
#include "search/plan/query_words.h"
#include "search/query/query_node.h"

namespace dateline {

// Words side by side that make a name, as the archive writes them or as they were typed: james
// baker, Bank of England. Articles that have them side by side come before those that have them
// apart. `share`: see Preference.
std::vector<Preference> names_among(const std::vector<QueryNode>& nodes, const QueryWords& index,
                                    double share);

// Words that are known to stand side by side.
Preference side_by_side(const std::vector<QueryWord>& words, const QueryWords& index, double share);

}  // namespace dateline
