#include "search/match/collection_statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

namespace dateline {

std::uint64_t CollectionStatistics::having(std::string_view term) const {
  std::uint64_t sum = 0;
  for (const auto& segment : generation_.segments()) {
    if (const auto list = segment->lists()->find(term)) sum += list->size();
  }
  return sum;
}

std::uint64_t CollectionStatistics::having(const std::vector<std::string>& terms) const {
  std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> rarest;
  for (const std::string& term : generation_.languages().usual(terms))
    rarest.push(having(std::string_view(term)));
  while (rarest.size() > 1) {
    const auto a = static_cast<double>(rarest.top());
    rarest.pop();
    const auto b = static_cast<double>(rarest.top());
    rarest.pop();
    const double both = a * b / static_cast<double>(collection().documents);
    rarest.push(static_cast<std::uint64_t>(std::llround(a + b - both)));
  }
  // Whole words are of any language.
  return rarest.empty() ? 0 : std::min(rarest.top(), collection().documents);
}

}  // namespace dateline
