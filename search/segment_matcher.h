#pragma once

#include <vector>

#include "search/collection_statistics.h"
#include "search/index_query.h"
#include "search/segment.h"
#include "search/segment_matches.h"
#include "search/token_stream.h"

namespace dateline {

// Finds what matches a query in the posting lists of one segment. Both must outlive it. Belongs to
// one search. Memory: 16 bytes for each document that is listed.
class SegmentMatcher {
 public:
  SegmentMatcher(const Segment& segment, const CollectionStatistics& statistics);

  // `factor`: on all scores. The query must have no term of an article's id: lists lack those.
  SegmentMatches match(const IndexQuery& query, double factor = 1);

 private:
  SegmentMatches of_kind(const IndexQuery& query, double factor);
  SegmentMatches everything() const;
  SegmentMatches days(const IndexQuery& query) const;
  SegmentMatches terms(const IndexQuery& query, double factor) const;
  SegmentMatches all_of(const IndexQuery& query, double factor);
  SegmentMatches any_of(const IndexQuery& query, double factor);
  SegmentMatches best_of(const IndexQuery& query, double factor);
  SegmentMatches without(const IndexQuery& query, double factor);
  SegmentMatches rank_with(const IndexQuery& query, double factor);
  SegmentMatches filter(const IndexQuery& query, double factor);
  SegmentMatches confirmed(const IndexQuery& query, double factor);

  std::vector<SegmentMatches> match_children(const IndexQuery& query, double factor);
  SegmentMatches listed(ScoredList list) const;
  void add_conjunction(SegmentMatches& matches, const SegmentMatches& part) const;
  void allow_only(SegmentMatches& matches, const DocumentBits& bits) const;
  void allow_pairs(SegmentMatches& matches, const std::vector<FormPair>& pairs) const;

  const Segment& segment_;
  const PostingLists& lists_;
  const CollectionStatistics& statistics_;
  TokenStream stream_;
};

}  // namespace dateline
