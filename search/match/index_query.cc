#include "search/match/index_query.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "search/store/columns/columns.h"

namespace dateline {

bool IndexQuery::has_terms() const {
  return !terms.empty() || std::any_of(children.begin(), children.end(),
                                       [](const IndexQuery& child) { return child.has_terms(); });
}

IndexQuery join_queries(IndexQuery::Kind kind, std::vector<IndexQuery> children) {
  if (children.empty()) return {};
  if (children.size() == 1) return std::move(children.front());
  return {.kind = kind, .children = std::move(children)};
}

IndexQuery any_term(std::vector<std::string> terms) {
  if (terms.empty()) return {};
  return {.kind = IndexQuery::Kind::terms, .terms = std::move(terms)};
}

IndexQuery scaled(IndexQuery query, double weight) {
  query.weight *= weight;
  return query;
}

IndexQuery published_within(const std::optional<Date>& from, const std::optional<Date>& to) {
  return {.kind = IndexQuery::Kind::days,
          .first_day = from ? day_number(*from) : kNoDay + 1,
          .last_day = to ? last_day(*to) : std::numeric_limits<std::int32_t>::max()};
}

IndexQuery confirmed(IndexQuery candidates, const PositionNode& position) {
  return {.kind = IndexQuery::Kind::confirmed,
          .children = {std::move(candidates)},
          .position = std::make_shared<const PositionNode>(position)};
}

}  // namespace dateline
