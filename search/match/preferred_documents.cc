#include "search/match/preferred_documents.h"

#include <algorithm>
#include <utility>

#include "search/store/postings/bm25.h"

namespace dateline {
namespace {

// The lists of a word's terms, if documents can be looked up in all of them.
std::vector<PostingList> lists_of(const Preference& preference, const PostingLists& lists) {
  std::vector<PostingList> found;
  if (preference.words.size() != 1) return found;
  for (const std::string& term : preference.words.front()) {
    const std::optional<PostingList> list = lists.find(term);
    if (!list) continue;
    if (!list->is_frequent()) return {};
    found.push_back(*list);
  }
  return found;
}

}  // namespace

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
    KnownDocuments known = known_by_pairs(matcher, segment);
    std::vector<FormId> rare = rare_forms(matcher);
    preferred_.push_back({bonus, std::move(matcher), std::move(known), std::move(rare),
                          lists_of(preference, *segment.lists())});
    most_ += bonus * kRoundingSlack;
  }
}

double PreferredDocuments::added(std::uint32_t document, double score, double least) {
  double rest = 0;
  for (const Preferred& preferred : preferred_) {
    if (may_have(preferred, document)) rest += preferred.bonus * kRoundingSlack;
  }
  for (const Preferred& preferred : preferred_) {
    if (score + rest < least) return score;
    if (!may_have(preferred, document)) continue;
    rest -= preferred.bonus;
    if (has(preferred, document)) score += preferred.bonus;
  }
  return score;
}

bool PreferredDocuments::may_have(const Preferred& preferred, std::uint32_t document) {
  const auto is_in = [&](const PostingList& list) { return list.contains(document); };
  return preferred.lists.empty() ||
         std::any_of(preferred.lists.begin(), preferred.lists.end(), is_in);
}

bool PreferredDocuments::has(const Preferred& preferred, std::uint32_t document) {
  if (preferred.known.possible && !preferred.known.possible->contains(document)) return false;
  if (preferred.known.certain && preferred.known.certain->contains(document)) return true;
  const auto may_have = [&](FormId form) {
    return segment_.pairs()->may_have_rare(form, document);
  };
  if (!preferred.rare.empty() &&
      std::none_of(preferred.rare.begin(), preferred.rare.end(), may_have))
    return false;
  return preferred.matcher.matches(segment_.tokens(document), stream_);
}

}  // namespace dateline
