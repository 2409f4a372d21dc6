#pragma once

#include <string>
#include <string_view>

#include "search/query/query_limits.h"
#include "search/query/query_node.h"
#include "search/query/search_request.h"

namespace dateline {

// The query that a tree stands for, in the language of docs/query-language.md, with a bracket
// wherever one part could be read as belonging to another:
//   (or (and storm snow) school)  is  (storm snow) OR school
// `words` is how words side by side are joined where it is read. Unless by OR, those that are all
// wanted stay side by side, so that few articles with all of them let others follow.
std::string to_query(const QueryNode& node, Operator words = Operator::automatic);

// The same of a query that was typed: what parse_query() makes the same tree of. Where the tree has
// something that no other spelling means, it is the query as it was typed.
std::string query_as_read(std::string_view typed, const QueryNode& root, Operator words,
                          const QueryLimits& limits);

// Whether a word or a phrase stands for several nodes: initials apart and together, or an address
// with the article that came from it. Such a node is shown as one part.
bool is_one_part(const QueryNode& node);

}  // namespace dateline
