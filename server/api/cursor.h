#pragma once

#include <string>
#include <string_view>

#include "search/query/search_request.h"

// Cursors: where a walk through the hits of a search stands, in text that nobody else needs to
// understand. The server keeps nothing of them.
//
// By arrival (sort=added, Sort::arrival) a cursor is a tail: the moment behind which the next hits
// came. It holds in every generation, so that each article comes once, whatever is indexed, pushed,
// merged or rebuilt meanwhile. In any other order it is a place in one search of one generation.
namespace dateline {

// What starts a walk: cursor=*
inline constexpr std::string_view kFirstCursor = "*";

// The cursor of a request that has a place: `arrived_after`, or `generation` and `offset`.
std::string cursor_of(const SearchRequest& request);

// Puts the request, whose other parameters are read, where the cursor says. Throws ParameterError
// for a text that is no cursor, and for the cursor of another search.
void apply_cursor(std::string_view cursor, SearchRequest& request);

}  // namespace dateline
