#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "search/match/ranker.h"
#include "search/store/generation.h"

namespace dateline {

// Ranks as a Ranker does, lets articles that are known already come first, and with
// Grouping::similar leaves of each group of nearly the same texts only the article that comes
// first. Totals and windows then count what is left. Belongs to one thread.
class GroupedRanker {
 public:
  // The ranker must outlive it.
  GroupedRanker(std::shared_ptr<const Generation> generation, const Ranker& ranker)
      : generation_(std::move(generation)), ranker_(ranker) {}

  // As Ranker::rank(), from the first article on; at least `places` of them, where there are so
  // many. Those of `ahead` must match too; they keep their order and their scores, and stand before
  // all others. The total is that of hits where `counts` are given.
  Ranking rank(const IndexQuery& query, const SearchRequest& request, std::size_t places,
               const std::vector<Scored>& ahead = {}, MatchCounts* counts = nullptr) const;

 private:
  void keep_first_of_groups(Ranking& ranking) const;

  std::shared_ptr<const Generation> generation_;
  const Ranker& ranker_;
};

}  // namespace dateline
