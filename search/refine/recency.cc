#include "search/refine/recency.h"

#include <algorithm>
#include <cmath>

#include "search/store/columns/columns.h"

namespace dateline {

double freshness(std::int32_t day, const Recency& recency) {
  if (day == kNoDay) return 0.5;
  const double age = std::max(0.0, static_cast<double>(recency.today) - day);
  return 0.5 + 0.5 * std::exp2(-age / recency.half_life_days);
}

void weigh_by_age(std::span<Scored> articles, const Recency& recency,
                  const Generation& generation) {
  for (Scored& one : articles) {
    const auto [segment, document] = generation.locate(one.docid);
    one.score *= freshness(segment->columns().day(document), recency);
  }
  std::stable_sort(articles.begin(), articles.end(),
                   [](const Scored& a, const Scored& b) { return a.score > b.score; });
}

}  // namespace dateline
