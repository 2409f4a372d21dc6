#include "search/refine/smoothing.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

#include "search/refine/document_vectors.h"

namespace dateline {
namespace {

// All measured with bench/relevance, see docs/relevance.md.
constexpr double kNeighbourWeight = 0.2;
constexpr std::size_t kNeighbours = 12;
constexpr double kFloor = 0.5;  // of the last score: what counts is how far one is above it

// The places of `scores` in the new order.
std::vector<std::size_t> smoothed_order(const std::vector<double>& scores,
                                        const DocumentVectors& vectors) {
  const std::size_t count = scores.size();
  std::vector<double> smoothed(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::pair<double, double>> others;  // similarity, score
    for (std::size_t j = 0; j < count; ++j) {
      if (j != i) others.emplace_back(vectors.similarity(i, j), scores[j]);
    }
    const auto end =
        others.begin() + static_cast<std::ptrdiff_t>(std::min(kNeighbours, others.size()));
    std::partial_sort(others.begin(), end, others.end(), std::greater<>());
    smoothed[i] = scores[i];
    for (auto other = others.begin(); other != end; ++other)
      smoothed[i] += kNeighbourWeight * other->first * other->second;
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return smoothed[a] > smoothed[b]; });
  return order;
}

}  // namespace

void smooth(std::span<Scored> articles, const Generation& generation) {
  const std::size_t count = articles.size();
  if (count < 3) return;
  DocumentVectors vectors(generation);
  const double floor = kFloor * articles.back().score;
  std::vector<double> scores;
  for (const Scored& one : articles) {
    vectors.add(generation.locate(one.docid));
    scores.push_back((one.score - floor) / (articles.front().score - floor));
  }
  const std::vector<Scored> before(articles.begin(), articles.end());
  const std::vector<std::size_t> order = smoothed_order(scores, vectors);
  for (std::size_t i = 0; i < count; ++i) articles[i].docid = before[order[i]].docid;
}

}  // namespace dateline
