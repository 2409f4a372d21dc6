#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/query/search_request.h"

namespace dateline {

// A system whose queries are read as they are read there.
enum class Syntax : std::uint8_t { nexis, factiva, proquest, lucene };

// A query of another system in the language of docs/query-language.md.
struct Translation {
  std::string query;  // with a bracket wherever the two systems might read it differently
  std::vector<std::string> notes;  // where it cannot mean the same here, a sentence each
};

// Reads a query by the operators, the order of precedence and the wildcards of its own system.
// Throws InputError where brackets are nested too deep. Linear in the query's length but for its
// depth.
// What stands side by side in the translation is joined by joint_of().
Translation translate(std::string_view query, Syntax syntax);

// As the system joins words that stand side by side.
Operator joint_of(Syntax syntax);

}  // namespace dateline
