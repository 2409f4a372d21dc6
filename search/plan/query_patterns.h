#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "search/query/query_node.h"
#include "search/store/generation.h"

namespace dateline {

// The spellings that a word with wildcards or a fuzzy word stands for.
struct PatternSpellings {
  // By how many letters they differ from the pattern, 0 for all of one with wildcards; the most
  // frequent first.
  std::array<std::vector<std::string>, 3> folded;
  std::size_t left_out = 0;    // less frequent ones
  std::uint64_t compared = 0;  // words of the archive that were looked at
};

// The nearest are taken first, then the most frequent; `most` at most.
PatternSpellings spellings_of(const QueryNode& pattern, const Generation& generation,
                              std::size_t most);

}  // namespace dateline
