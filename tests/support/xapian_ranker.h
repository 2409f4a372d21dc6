#pragma once

#include <memory>

#include <xapian.h>

#include "search/match/index_query.h"
#include "search/match/ranking.h"
#include "search/store/generation.h"
#include "tests/support/posting_sources.h"

namespace dateline {

// Ranks by Xapian's matcher, which can answer any query. Belongs to one thread. Throws Xapian's
// errors.
class XapianRanker {
 public:
  explicit XapianRanker(std::shared_ptr<const Generation> generation);

  // `counts` may be null. Only with Sort::relevance have articles a score.
  Ranking rank(const IndexQuery& query, Sort sort, const Window& window, MatchCounts* counts) const;

  const Xapian::Database& postings() const { return postings_; }

 private:
  Xapian::Query preferring(Xapian::Query query, const IndexQuery& asked) const;
  Xapian::Query live(const Xapian::Query& query) const;
  Xapian::Query observed(const Xapian::Query& query, Sort sort, MatchCounts* counts) const;

  std::shared_ptr<const Generation> generation_;
  Xapian::Database postings_;
};

}  // namespace dateline
