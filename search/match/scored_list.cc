#include "search/match/scored_list.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

template <typename Join>
ScoredList merge(const ScoredList& a, const ScoredList& b, const Join& join) {
  ScoredList result;
  result.reserve(a.size() + b.size());
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (left->document < right->document) {
      result.push_back(*left++);
    } else if (right->document < left->document) {
      result.push_back(*right++);
    } else {
      result.push_back({left->document, join(left++->score, right++->score)});
    }
  }
  result.insert(result.end(), left, a.end());
  result.insert(result.end(), right, b.end());
  return result;
}

}  // namespace

ScoredList merge_adding(const ScoredList& a, const ScoredList& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return merge(a, b, [](double left, double right) { return left + right; });
}

// In pairs, the results in pairs, and so on: every document is copied once a round.
ScoredList merge_adding(std::vector<ScoredList> lists) {
  if (lists.empty()) return {};
  while (lists.size() > 1) {
    std::vector<ScoredList> merged;
    for (std::size_t i = 0; i + 1 < lists.size(); i += 2)
      merged.push_back(merge_adding(lists[i], lists[i + 1]));
    if (lists.size() % 2 != 0) merged.push_back(std::move(lists.back()));
    lists = std::move(merged);
  }
  return std::move(lists.front());
}

ScoredList merge_best(const ScoredList& a, const ScoredList& b) {
  return merge(a, b, [](double left, double right) { return std::max(left, right); });
}

}  // namespace dateline
