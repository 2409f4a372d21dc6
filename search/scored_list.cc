#include "search/scored_list.h"

#include <algorithm>

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

ScoredList merge_best(const ScoredList& a, const ScoredList& b) {
  return merge(a, b, [](double left, double right) { return std::max(left, right); });
}

}  // namespace dateline
