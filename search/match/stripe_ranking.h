#pragma once

#include <cstdint>

#include "search/match/preferred_documents.h"
#include "search/match/segment_matches.h"
#include "search/match/top_scores.h"

namespace dateline {

// How the documents of a segment are numbered in Generation::open_postings().
struct Numbering {
  std::uint32_t segments = 1;
  std::uint32_t segment = 0;

  Xapian::docid docid(std::uint32_t document) const { return document * segments + segment + 1; }
};

// Adds to `top` the documents that come among the best. What all terms together can score in a
// stripe bounds its documents: stripes are read from the most promising on, until none is left that
// can hold one of the best (block-max pruning: Mallia, Suel and Tonellotto, SIGIR 2024).
// What the query prefers among them counts.
void rank_stripes(const SegmentMatches& matches, const Numbering& numbering,
                  PreferredDocuments& preferred, TopScores& top);

// The same of listed documents, which it uses up. Best ones first, so that only few of them are
// asked whether they are preferred.
void rank_listed(ScoredList& listed, const Numbering& numbering, PreferredDocuments& preferred,
                 TopScores& top);

// How many documents match.
std::uint64_t count_matches(const SegmentMatches& matches);

}  // namespace dateline
