#include "search/match/preferred_documents.h"

#include <utility>

#include "search/store/postings/bm25.h"

namespace dateline {
double bonus_of(const Preference& preference, const CollectionStatistics& statistics) {
  double most = 0;
  for (const std::vector<std::string>& terms : preference.words)
    most += TermScorer(statistics.collection(), statistics.having(terms), 1).most();
  return preference.share * most;
}

PreferredDocuments::PreferredDocuments(const Segment& segment,
                                       const CollectionStatistics& statistics,
                                       const std::vector<Preference>& preferences)
    : segment_(segment) {
  for (const Preference& preference : preferences) {
    const double bonus = bonus_of(preference, statistics);
    PositionMatcher matcher(*preference.position, segment.lexicon());
    if (!matcher.can_match()) continue;
    KnownDocuments known = known_documents(matcher, segment);
    preferred_.push_back({bonus, std::move(matcher), std::move(known)});
    most_ += bonus * kRoundingSlack;
  }
}

double PreferredDocuments::added(std::uint32_t document, double score, double least) {
  double rest = most_;
  for (const Preferred& preferred : preferred_) {
    if (score + rest < least) return score;
    rest -= preferred.bonus;
    if (has(preferred, document)) score += preferred.bonus;
  }
  return score;
}

bool PreferredDocuments::has(const Preferred& preferred, std::uint32_t document) {
  if (preferred.known.possible && !preferred.known.possible->contains(document)) return false;
  if (preferred.known.certain && preferred.known.certain->contains(document)) return true;
  return preferred.matcher.matches(segment_.tokens(document), stream_);
}

}  // namespace dateline
