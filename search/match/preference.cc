#include "search/match/preference.h"

#include "search/match/index_query.h"

namespace dateline {
namespace {

using Kind = IndexQuery::Kind;

void collect(const IndexQuery& query, double factor, std::vector<Preference>& found) {
  const double weight = factor * query.weight;
  if (weight <= 0) return;
  for (Preference one : query.preferred) {
    one.share *= weight;
    found.push_back(std::move(one));
  }
  if (query.kind == Kind::confirmed) return;  // decided by what stands there already
  const bool first_only =
      query.kind == Kind::without || query.kind == Kind::filter || query.kind == Kind::rank_with;
  for (const IndexQuery& child : query.children) {
    collect(child, weight, found);
    if (first_only) return;
  }
}

}  // namespace

std::vector<Preference> preferences_of(const IndexQuery& query) {
  std::vector<Preference> found;
  collect(query, 1, found);
  return found;
}

}  // namespace dateline
