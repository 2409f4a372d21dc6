#include "search/collection_statistics.h"

#include <cmath>
#include <functional>
#include <queue>

namespace dateline {

CollectionStatistics::CollectionStatistics(const Generation& generation) : generation_(generation) {
  std::uint64_t length = 0;
  for (const auto& segment : generation.segments()) {
    collection_.documents += segment->lists()->documents();
    length += segment->lists()->total_length();
  }
  if (collection_.documents > 0)
    collection_.average_length =
        static_cast<double>(length) / static_cast<double>(collection_.documents);
}

std::uint64_t CollectionStatistics::having(std::string_view term) const {
  std::uint64_t sum = 0;
  for (const auto& segment : generation_.segments()) {
    if (const auto list = segment->lists()->find(term)) sum += list->size();
  }
  return sum;
}

std::uint64_t CollectionStatistics::having(const std::vector<std::string>& terms) const {
  std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> rarest;
  for (const std::string& term : terms) rarest.push(having(std::string_view(term)));
  while (rarest.size() > 1) {
    const auto a = static_cast<double>(rarest.top());
    rarest.pop();
    const auto b = static_cast<double>(rarest.top());
    rarest.pop();
    const double both = a * b / static_cast<double>(collection_.documents);
    rarest.push(static_cast<std::uint64_t>(std::llround(a + b - both)));
  }
  return rarest.empty() ? 0 : rarest.top();
}

}  // namespace dateline
