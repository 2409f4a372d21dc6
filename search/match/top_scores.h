#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "search/match/ranking.h"

namespace dateline {

// The best of many scored articles: those with the greatest score; among equals, those with the
// smallest number.
class TopScores {
 public:
  explicit TopScores(std::size_t count) : count_(count) {}

  bool takes_none() const { return count_ == 0; }

  // An article with a lesser score is not among the best.
  double least() const {
    if (count_ == 0) return std::numeric_limits<double>::infinity();
    return best_.size() < count_ ? -std::numeric_limits<double>::infinity() : best_.front().score;
  }

  void add(const Scored& one) {
    if (best_.size() == count_) {
      if (count_ == 0 || !comes_before(one, best_.front())) return;
      std::pop_heap(best_.begin(), best_.end(), comes_before);
      best_.pop_back();
    }
    best_.push_back(one);
    std::push_heap(best_.begin(), best_.end(), comes_before);
  }

  // Best first.
  std::vector<Scored> sorted() && {
    std::sort(best_.begin(), best_.end(), comes_before);
    return std::move(best_);
  }

 private:
  static bool comes_before(const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.docid < b.docid;
  }

  std::size_t count_;
  std::vector<Scored> best_;  // a heap, the last of them in front
};

}  // namespace dateline
