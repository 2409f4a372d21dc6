#pragma once

#include <string>

#include "search/concordance.h"
#include "server/api/parameters.h"

namespace dateline {

// Whether the address of the page asks for the words of a search in their context: show=context.
bool shows_context(std::string_view query_string);

// The link from a search to its words in their context.
std::string context_address(const SearchRequest& request);

// The lines of a concordance for browsers without JavaScript; with it, web/concordance.js replaces
// them.
std::string concordance_html(const ConcordanceParameters& wanted, const ConcordanceResult& result);

}  // namespace dateline
