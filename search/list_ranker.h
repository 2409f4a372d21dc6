#pragma once

#include <memory>

#include "search/collection_statistics.h"
#include "search/generation.h"
#include "search/index_query.h"
#include "search/posting_sources.h"
#include "search/ranking.h"

namespace dateline {

// Ranks by the posting lists of the segments: the same scores as XapianRanker's, every total exact,
// and most postings of frequent words not looked at. Any number of threads may use it.
class ListRanker {
 public:
  explicit ListRanker(std::shared_ptr<const Generation> generation);

  // False for queries that ask for an article by its id, which lists lack, and where a segment has
  // no lists.
  bool can_rank(const IndexQuery& query) const;

  // `counts` may be null. Only with Sort::relevance have articles a score.
  Ranking rank(const IndexQuery& query, Sort sort, const Window& window, MatchCounts* counts) const;

 private:
  std::shared_ptr<const Generation> generation_;
  bool has_lists_ = false;
};

}  // namespace dateline
