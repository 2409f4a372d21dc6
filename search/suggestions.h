#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "search/query/query_node.h"
#include "search/query/search_request.h"
#include "search/retrieval.h"
#include "search/store/generation.h"

namespace dateline {

// What may be meant by a query that is still being typed.
struct QuerySuggestions {
  std::vector<Suggestion> queries;  // best first
  QueryNode headline;               // what headlines must have; everything: none are wanted
};

// Completes the last word, or the value of a field, and counts what each would find. The first word
// is completed by what is frequent, a later one by what articles have with the words before it
// (companions.h). At most `limit`. What is dear to count has no count.
//
// All counts together cost no more than kCountsCost, in postings: some 5 ms at most.
inline constexpr std::uint64_t kCountsCost = 250'000;

QuerySuggestions suggestions_for(std::string_view typed, std::size_t limit,
                                 const Generation& generation, Retriever& retriever);

}  // namespace dateline
