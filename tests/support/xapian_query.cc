#include "tests/support/xapian_query.h"

#include <vector>

#include "tests/support/posting_sources.h"

namespace dateline {
namespace {

using Kind = IndexQuery::Kind;
using SharedGeneration = std::shared_ptr<const Generation>;

Xapian::Query of_source(Xapian::PostingSource* source) { return Xapian::Query(source->release()); }

Xapian::Query::op operator_of(Kind kind) {
  switch (kind) {
    case Kind::any_of:
      return Xapian::Query::OP_OR;
    case Kind::best_of:
      return Xapian::Query::OP_MAX;
    case Kind::without:
      return Xapian::Query::OP_AND_NOT;
    case Kind::rank_with:
      return Xapian::Query::OP_AND_MAYBE;
    case Kind::filter:
      return Xapian::Query::OP_FILTER;
    default:
      return Xapian::Query::OP_AND;
  }
}

Xapian::Query of_terms(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return Xapian::Query(terms.front());
  return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
}

Xapian::Query joined(const IndexQuery& query, const SharedGeneration& generation) {
  std::vector<Xapian::Query> children;
  for (const IndexQuery& child : query.children) children.push_back(to_xapian(child, generation));
  return {operator_of(query.kind), children.begin(), children.end()};
}

Xapian::Query unscaled(const IndexQuery& query, const SharedGeneration& generation) {
  switch (query.kind) {
    case Kind::everything:
      // Of its own for each caller: Xapian's static query for everything counts its references
      // without a lock, and two threads that search destroy it.
      return Xapian::Query(std::string());
    case Kind::nothing:
      return Xapian::Query();
    case Kind::terms:
      return of_terms(query.terms);
    case Kind::confirmed:
      return {Xapian::Query::OP_FILTER, to_xapian(query.children.front(), generation),
              of_source(new PositionFilter(generation, query.position))};
    case Kind::days:
      return of_source(new DayFilter(generation, query.first_day, query.last_day));
    default:
      return joined(query, generation);
  }
}

}  // namespace

Xapian::Query to_xapian(const IndexQuery& query, const SharedGeneration& generation) {
  const Xapian::Query result = unscaled(query, generation);
  if (query.weight == 1) return result;
  return {Xapian::Query::OP_SCALE_WEIGHT, result, query.weight};
}

}  // namespace dateline
