#pragma once

#include <string_view>

#include "search/query/query_node.h"

namespace dateline {

// Whether a query is a headline in capitals, pasted as it is: five words or more, all in capitals,
// without quotes and brackets, with at most one AND, OR or NOT for five of them. Its operators are
// words then: REFCO SAYS NOT IN FINANCIAL DIFFICULTY.
bool is_headline_in_capitals(std::string_view query);

// Says of all its words that they are of such a headline.
void mark_headline(QueryNode& root);

// Reads initials that stand apart, U S or E F Hutton, as initials, too: each run of single capitals
// becomes (or (and U S) U.S.).
void join_initials(QueryNode& root);

}  // namespace dateline
