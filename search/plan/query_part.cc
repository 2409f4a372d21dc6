#include "search/plan/query_part.h"

#include <utility>

namespace dateline {

PositionNode join_positions(PositionNode::Kind kind, std::vector<PositionNode> children) {
  return {.kind = kind, .children = std::move(children)};
}

}  // namespace dateline
