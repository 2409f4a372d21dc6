#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/generation.h"
#include "search/query_node.h"

namespace dateline {

// The spellings that a word with wildcards or a fuzzy word stands for.
struct PatternSpellings {
  std::vector<std::string> folded;  // the most frequent first
  std::size_t left_out = 0;         // less frequent ones
  std::uint64_t compared = 0;       // words of the archive that were looked at
};

PatternSpellings spellings_of(const QueryNode& pattern, const Generation& generation,
                              std::size_t most);

}  // namespace dateline
