#pragma once

#include <memory>
#include <vector>

#include <xapian.h>

#include "search/match/index_query.h"
#include "search/match/list_ranker.h"
#include "search/match/ranking.h"
#include "search/query/search_request.h"
#include "search/store/generation.h"

namespace dateline {

// Whether filters or dates beside its query leave out articles that match the query.
bool is_narrowed(const SearchRequest& request);

// Finds the articles of one generation that match a query, and puts them in order. Belongs to one
// thread. Throws InputError for a filter on a field that is none, and Xapian's errors.
class Ranker {
 public:
  explicit Ranker(const std::shared_ptr<const Generation>& generation);

  // Ranks by the request's sort, filters and dates; its query's text is not looked at. `counts`, of
  // wanted_counts(), gets the counts of all matches; it may be null.
  Ranking rank(const IndexQuery& query, const SearchRequest& request, const Window& window,
               MatchCounts* counts = nullptr) const;

  // Of each of these articles, whether it matches the query.
  std::vector<bool> matching(const IndexQuery& query, const std::vector<Scored>& articles) const;

  // What matches the query, whatever its order: the documents of each segment.
  std::vector<DocumentBits> matches(const IndexQuery& query) const {
    return lists_.matches(query, id_documents(query, postings_));
  }

  // A database over all segments, for looking up terms.
  const Xapian::Database& postings() const { return postings_; }

 private:
  Xapian::Database postings_;
  ListRanker lists_;
};

}  // namespace dateline
