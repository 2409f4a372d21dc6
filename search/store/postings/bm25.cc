#include "search/store/postings/bm25.h"

#include <cmath>

namespace dateline {

// A term that more than a third of the articles have still says a little: its inverse frequency is
// bent so that it stays above zero (Xapian's form of it).
TermScorer::TermScorer(const Collection& collection, std::uint64_t having, double factor,
                       const Bm25& parameters)
    : base_(parameters.k1 * (1 - parameters.b)),
      slope_(parameters.k1 * parameters.b),
      per_length_(collection.average_length > 0 ? 1 / collection.average_length : 0),
      least_length_(parameters.least_length) {
  const auto all = static_cast<double>(collection.documents);
  const auto some = static_cast<double>(having);
  double rarity = (all - some + 0.5) / (some + 0.5);
  if (rarity < 2) rarity = rarity * 0.5 + 1;
  weight_ = std::log(rarity) * factor * (parameters.k1 + 1);
}

double TermScorer::bound(const Peaks& peaks) const {
  double most = 0;
  for (const Peak& peak : peaks) {
    most = std::max(
        most, peak.frequency == Peak::kUnbounded ? weight_ : score(peak.frequency, peak.length));
  }
  return most * kRoundingSlack;
}

}  // namespace dateline
