#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "search/match/collection_statistics.h"
#include "search/match/index_query.h"
#include "search/match/position_matcher.h"
#include "search/match/segment_matches.h"
#include "search/store/postings/bm25.h"
#include "search/store/segment.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

// How the words of a query are weighed. Articles of an archive differ little in length, and a long
// one has more to say; of a few words that matters less than of the many that feedback adds.
inline constexpr Bm25 kQueryWords{.b = 0.4};

// Finds what matches a query in the posting lists of one segment. Both must outlive it. Belongs to
// one search. Memory: 16 bytes for each document that is listed.
class SegmentMatcher {
 public:
  // Of terms of articles' ids, which lists lack, the documents that have them, by rising number.
  using Ids = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

  // `ids` has those of the query.
  SegmentMatcher(const Segment& segment, const CollectionStatistics& statistics, Ids ids);

  // `factor`: on all scores.
  SegmentMatches match(const IndexQuery& query, double factor = 1);

 private:
  struct Check {
    PositionMatcher matcher;
    std::optional<DocumentBits> certain;  // documents that are known to pass
  };

  // Documents that match where their token streams pass all checks.
  struct Candidates {
    SegmentMatches matches;
    std::vector<Check> checks = {};
  };

  Candidates candidates(const IndexQuery& query, double given);
  SegmentMatches settled(Candidates candidates);
  SegmentMatches everything() const;
  SegmentMatches arrived(const IndexQuery& query) const;
  SegmentMatches days(const IndexQuery& query) const;
  UnitedList united(std::vector<PostingList> lists, const TermScorer& scorer) const;
  UnitedList summed(std::span<const PostingList> lists, const TermScorer& scorer) const;
  SegmentMatches terms(const IndexQuery& query, double factor) const;
  SegmentMatches articles_of(const std::vector<std::string>& terms) const;
  Candidates all_of(const IndexQuery& query, double factor);
  SegmentMatches any_of(const IndexQuery& query, double factor);
  SegmentMatches best_of(const IndexQuery& query, double factor);
  Candidates without(const IndexQuery& query, double factor);
  Candidates rank_with(const IndexQuery& query, double factor);
  Candidates filter(const IndexQuery& query, double factor);
  Candidates confirmed(const IndexQuery& query, double factor);

  std::vector<SegmentMatches> match_children(const IndexQuery& query, double factor);
  SegmentMatches listed(ScoredList list) const;
  SegmentMatches matching_all(std::vector<SegmentMatches> parts) const;
  SegmentMatches filtered(SegmentMatches wanted, const SegmentMatches& passing) const;
  void add_conjunction(SegmentMatches& matches, const SegmentMatches& part) const;
  void keep_passing(DocumentBits& documents, const Check& check);

  const Segment& segment_;
  const PostingLists& lists_;
  const CollectionStatistics& statistics_;
  Ids ids_;
  TokenStream stream_;
};

}  // namespace dateline
