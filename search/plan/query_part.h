#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "search/match/index_query.h"
#include "search/match/position_matcher.h"

namespace dateline {

// A part of a query that is being built: its postings, and where its words stand, which operators
// around it may need. No postings: it has nothing that can be searched.
struct QueryPart {
  std::optional<IndexQuery> query;
  std::optional<PositionNode> position;
};

PositionNode join_positions(PositionNode::Kind kind, std::vector<PositionNode> children);

}  // namespace dateline
