#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "search/generation.h"
#include "search/ranker.h"

namespace dateline {

// Ranks as a Ranker does, and with Grouping::similar leaves of each group of nearly the same texts
// only the article that comes first. Totals and windows then count what is left. Belongs to one
// thread.
class GroupedRanker {
 public:
  // The ranker must outlive it.
  GroupedRanker(std::shared_ptr<const Generation> generation, const Ranker& ranker)
      : generation_(std::move(generation)), ranker_(ranker) {}

  // As Ranker::rank(). The total is that of hits where `counts` are given.
  Ranking rank(const IndexQuery& query, const SearchRequest& request, const Window& window,
               MatchCounts* counts = nullptr) const;

 private:
  std::vector<Scored> first_of_groups(const std::vector<Scored>& ranking) const;

  std::shared_ptr<const Generation> generation_;
  const Ranker& ranker_;
};

}  // namespace dateline
