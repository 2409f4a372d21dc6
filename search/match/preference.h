#pragma once

#include <memory>
#include <string>
#include <vector>

#include "search/match/position_matcher.h"

namespace dateline {

struct IndexQuery;

// Of the articles that a query finds, those whose token streams have `position` score more: `share`
// times the most that `words` can score. With a share of 1, nothing that only these words weigh
// stands above them. What matches is not changed by it.
struct Preference {
  std::vector<std::vector<std::string>> words;  // the terms of each: alternatives that are one word
  std::shared_ptr<const PositionNode> position;
  double share = 0;
};

// Those of the whole query; what is only left out by it, or only decides, has none.
std::vector<Preference> preferences_of(const IndexQuery& query);

}  // namespace dateline
