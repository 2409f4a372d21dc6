#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_node.h"
#include "search/search_request.h"

namespace dateline {

// What a query may cost at most. A query beyond a limit is refused with an InputError that names
// the limit.
struct QueryLimits {
  std::size_t bytes = 8192;  // of the query
  std::size_t words = 512;   // plain words in the tree: a pasted page, cheap as they are
  std::size_t leaves = 64;   // phrases, filters and dates, and the words under w/5 and its like
  std::size_t depth = 16;    // brackets inside one another
  std::size_t phrase_words = 64;  // of one phrase, or parts of one word: 127.0.0.1 has 4
  std::size_t distance = 500;     // words, of w/5 and its like and of "a b"~5
  std::size_t wildcards = 8;      // words with * or ?, and fuzzy words
  std::size_t at_least = 100;     // the count of atleast5(word)
};

struct ParsedQuery {
  QueryNode root;
  std::vector<std::string>
      notes;  // what was not understood and how it was read instead, a sentence each
};

// Reads a query. What is no valid syntax is searched as words, and a note says so: only a limit, a
// NUL byte or bytes that are not UTF-8 throw InputError. `words` joins words that stand side by
// side: with `any`, as any_of, else as all_of. Runs in time linear in the query's length, with
// bounded recursion.
ParsedQuery parse_query(std::string_view query, Operator words, const QueryLimits& limits = {});

}  // namespace dateline
