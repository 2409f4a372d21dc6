#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search/generation.h"
#include "search/query_node.h"

namespace dateline {

// The query with each word that the archive does not have replaced by the word nearest in spelling
// that it has; none where every word occurs, or nothing is near. Words with digits, wildcards and
// filters stay as they are, and of many unknown words those behind the first eight.
std::optional<std::string> did_you_mean(std::string_view query, const QueryNode& root,
                                        const Generation& generation);

}  // namespace dateline
