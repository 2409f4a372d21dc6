#pragma once

#include <cstdint>
#include <vector>

#include "search/match/collection_statistics.h"
#include "search/match/known_documents.h"
#include "search/match/position_matcher.h"
#include "search/match/preference.h"
#include "search/store/segment.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

// What a preference adds to a score.
double bonus_of(const Preference& preference, const CollectionStatistics& statistics);

// Tells which documents of one segment a query prefers, and by how much. Reads the token stream of
// a document only where that can bring it among the best. Belongs to one search.
class PreferredDocuments {
 public:
  PreferredDocuments(const Segment& segment, const CollectionStatistics& statistics,
                     const std::vector<Preference>& preferences);

  // How many preferences documents of the segment can have.
  std::size_t count() const { return preferred_.size(); }

  // What they add to a score at most, together.
  double most() const { return most_; }

  // `score` with what is added to it; where the sum stays below `least`, it may be too small.
  double added(std::uint32_t document, double score, double least);

 private:
  struct Preferred {
    double bonus = 0;
    PositionMatcher matcher;
    KnownDocuments known;
    std::vector<FormId> rare;        // its forms, where all of them are: asked of few documents
    std::vector<PostingList> lists;  // of a word, where documents without them do not have it
  };

  static bool may_have(const Preferred& preferred, std::uint32_t document);
  bool has(const Preferred& preferred, std::uint32_t document);

  const Segment& segment_;
  std::vector<Preferred> preferred_;
  double most_ = 0;
  TokenStream stream_;
};

}  // namespace dateline
