#pragma once

#include "search/query/search_request.h"
#include "search/retrieval.h"

namespace dateline {

// How the request's query was read, which found `total`: written with brackets, and of each part
// how many articles have it. Where nothing was found, also what each way of asking for less would
// find. What would cost too much to count has no count.
ReadBack read_back(const SearchRequest& request, const Total& total, Retriever& retriever);

// The request without the parameters that a Relaxation drops: "place", "exclude.place", "from".
SearchRequest narrowed_less(SearchRequest request, const std::vector<std::string>& dropped);

// "title:a" → "a", "a w/5 b" → "a b": what the node asks for, wherever in an article it may be.
// None where it asks for nothing more.
std::optional<QueryNode> anywhere(const QueryNode& node);

}  // namespace dateline
