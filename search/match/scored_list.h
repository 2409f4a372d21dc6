#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dateline {

// A document of a segment with its score.
struct ScoredDocument {
  std::uint32_t document = 0;
  double score = 0;
};

// Documents of a segment by rising number, none twice.
using ScoredList = std::vector<ScoredDocument>;

// The documents of either; where both have one, their scores are added.
ScoredList merge_adding(const ScoredList& a, const ScoredList& b);

// The same of any number of lists.
ScoredList merge_adding(std::vector<ScoredList> lists);

// The documents of either; where both have one, the better score counts.
ScoredList merge_best(const ScoredList& a, const ScoredList& b);

}  // namespace dateline
