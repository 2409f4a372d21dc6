#pragma once

#include <algorithm>
#include <cstdint>

#include "search/store/postings/posting_lists.h"

namespace dateline {

// BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009). Measured in
// docs/relevance.md. Xapian's matcher and ours both rank by these parameters, and by the same
// formula: they give an article the same score.
struct Bm25 {
  double k1 = 1.6;
  double b = 0.6;
  double least_length = 0.5;  // of an article, in times of the average: shorter ones count as this
};

// Summing in another order may change the last digits of a score: bounds are times this, so that
// they are not below it.
inline constexpr double kRoundingSlack = 1 + 1e-9;

// What a ranking knows of all articles together.
struct Collection {
  std::uint64_t documents = 0;
  double average_length = 0;
};

// The score that one term gives to documents.
class TermScorer {
 public:
  // `having`: the documents of the collection that have the term. `factor` is the query's.
  TermScorer(const Collection& collection, std::uint64_t having, double factor,
             const Bm25& parameters = {});

  double score(std::uint32_t frequency, std::uint32_t length) const {
    const double relative = std::max(length * per_length_, least_length_);
    return weight_ * (frequency / (base_ + slope_ * relative + frequency));
  }

  // What no document can exceed.
  double most() const { return weight_; }

  // What no posting with these peaks can exceed.
  double bound(const Peaks& peaks) const;

 private:
  double weight_ = 0;
  double base_ = 0;
  double slope_ = 0;
  double per_length_ = 0;
  double least_length_ = 0;
};

}  // namespace dateline
