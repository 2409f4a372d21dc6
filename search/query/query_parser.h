#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/query/query_limits.h"
#include "search/query/query_node.h"
#include "search/query/search_request.h"

namespace dateline {

struct ParsedQuery {
  QueryNode root;
  std::vector<std::string>
      notes;  // what was not understood and how it was read instead, a sentence each

  // Where the query is text with quotes in it, such as a pasted sentence: the same with the quoted
  // words as words, which rank higher where they stand as quoted.
  std::optional<QueryNode> without_quotes = {};
};

// Reads a query. What is no valid syntax is searched as words, and a note says so: only a limit, a
// NUL byte or bytes that are not UTF-8 throw InputError. `words` joins words that stand side by
// side: with `any`, as any_of, else as all_of. Runs in time linear in the query's length, with
// bounded recursion.
ParsedQuery parse_query(std::string_view query, Operator words, const QueryLimits& limits = {});

}  // namespace dateline
