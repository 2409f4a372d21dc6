#include "search/query_part.h"

#include <utility>

#include "search/posting_sources.h"

namespace dateline {

Xapian::Query every_article() { return Xapian::Query(std::string()); }

Xapian::Query any_term(const std::vector<std::string>& terms) {
  if (terms.empty()) return Xapian::Query::MatchNothing;
  if (terms.size() == 1) return Xapian::Query(terms.front());
  return Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
}

Xapian::Query join_queries(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
  return Xapian::Query(op, queries.begin(), queries.end());
}

Xapian::Query unweighted(const Xapian::Query& query) {
  return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0);
}

PositionNode join_positions(PositionNode::Kind kind, std::vector<PositionNode> children) {
  return {.kind = kind, .children = std::move(children)};
}

Xapian::Query confirmed(const std::shared_ptr<const Generation>& generation,
                        const Xapian::Query& candidates, const PositionNode& position) {
  auto* source = new PositionFilter(generation, std::make_shared<const PositionNode>(position));
  return Xapian::Query(Xapian::Query::OP_FILTER, candidates, Xapian::Query(source->release()));
}

}  // namespace dateline
