#pragma once

#include <string>

#include "search/query/search_request.h"

namespace dateline {

// What narrows a search and puts it in order, as links and forms: for browsers without JavaScript.
// With it, web/filters.js and web/timeline.js replace them.

// The request of a page with what its filters and its timeline are made of, and how its query was
// read.
SearchRequest with_page_counts(SearchRequest request);

// The dates and the values of each field with their counts.
std::string filters_html(const SearchRequest& request, const SearchResult& result);

// What is chosen, each a link that takes it away; nothing where nothing is.
std::string chips_html(const SearchRequest& request);

std::string sorts_html(const SearchRequest& request);

// The periods of the matches, each a link that narrows the search to it.
std::string timeline_html(const SearchRequest& request, const SearchResult& result);

}  // namespace dateline
