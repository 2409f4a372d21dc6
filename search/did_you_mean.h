#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "search/query/query_node.h"
#include "search/store/generation.h"

namespace dateline {

// The query with each word that the archive does not have replaced by the word nearest in spelling
// that it has; none where every word occurs, or nothing is near. Words with digits, wildcards,
// names of fields and filters stay as they are, and of many unknown words those behind the first
// eight.
std::optional<std::string> did_you_mean(std::string_view query, const QueryNode& root,
                                        const Generation& generation);

// How many articles have all of a query.
using CountMatches = std::function<std::uint64_t(std::string_view query)>;

// The same, judged by what it would find, which `count` tells: of several words that are near, the
// one that finds most with the rest of the query. A word that the archive has may be replaced as
// well, where it is so rare beside one in a near spelling that it is a misprint there, too, and
// where that one finds many times as much.
std::optional<std::string> did_you_mean(std::string_view query, const QueryNode& root,
                                        const Generation& generation, const CountMatches& count);

}  // namespace dateline
