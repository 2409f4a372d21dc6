#include "tests/support/xapian_ranker.h"

#include <algorithm>
#include <utility>

#include "search/match/collection_statistics.h"
#include "search/match/preferred_documents.h"
#include "search/match/segment_matcher.h"
#include "tests/support/posting_sources.h"
#include "tests/support/xapian_query.h"

namespace dateline {
namespace {

// Matches up to this number are counted one by one; beyond it the total may be an estimate, and
// says so.
constexpr Xapian::doccount kExactTotal = 10000;

Xapian::BM25Weight xapian_bm25(const Bm25& parameters = kQueryWords) {
  return Xapian::BM25Weight(parameters.k1, 0, 1, parameters.b, parameters.least_length);
}

// Exact where Xapian's bounds meet or every match was counted. Its estimate may leave its bounds,
// because MatchObserver claims to be larger than it is.
Total total_of(const Xapian::MSet& matches, const MatchCounts* counts) {
  if (counts != nullptr) return {counts->matches(), true};
  const std::uint64_t least = matches.get_matches_lower_bound();
  const std::uint64_t most = matches.get_matches_upper_bound();
  return {std::clamp<std::uint64_t>(matches.get_matches_estimated(), least, most), least == most};
}

}  // namespace

XapianRanker::XapianRanker(std::shared_ptr<const Generation> generation)
    : generation_(std::move(generation)), postings_(generation_->open_postings()) {}

Xapian::Query XapianRanker::preferring(Xapian::Query query, const IndexQuery& asked) const {
  const CollectionStatistics statistics(*generation_);
  for (const Preference& preference : preferences_of(asked)) {
    const Xapian::Query source(
        (new PreferenceSource(generation_, preference.position, bonus_of(preference, statistics)))
            ->release());
    query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, source);
  }
  return query;
}

// Leaves out what an incremental run has deleted.
Xapian::Query XapianRanker::live(const Xapian::Query& query) const {
  if (!generation_->has_deleted()) return query;
  const Xapian::Query filter((new LiveFilter(generation_))->release());
  return Xapian::Query(Xapian::Query::OP_FILTER, query, filter);
}

Xapian::Query XapianRanker::observed(const Xapian::Query& query, Sort sort,
                                     MatchCounts* counts) const {
  if (sort == Sort::relevance && counts == nullptr) return query;
  const Xapian::Query observer((new MatchObserver(generation_, sort, counts))->release());
  if (sort == Sort::relevance) return Xapian::Query(Xapian::Query::OP_FILTER, query, observer);
  return Xapian::Query(Xapian::Query::OP_FILTER, observer, query);
}

Ranking XapianRanker::rank(const IndexQuery& query, Sort sort, const Window& window,
                           MatchCounts* counts) const {
  Xapian::Enquire enquire(postings_);
  enquire.set_weighting_scheme(xapian_bm25());
  enquire.set_query(observed(live(preferring(to_xapian(query, generation_), query)), sort, counts));
  // Counting needs every match; otherwise those that cannot come among the first need not be looked
  // at.
  Xapian::doccount exact = window.totals == Window::Totals::counted ? kExactTotal : 0;
  if (counts != nullptr) exact = postings_.get_doccount();
  const Xapian::MSet matches = enquire.get_mset(static_cast<Xapian::doccount>(window.offset),
                                                static_cast<Xapian::doccount>(window.limit), exact);
  Ranking ranking{.total = total_of(matches, counts), .at_most = matches.get_matches_upper_bound()};
  for (Xapian::MSetIterator one = matches.begin(); one != matches.end(); ++one)
    ranking.articles.push_back({*one, sort == Sort::relevance ? one.get_weight() : 0});
  return ranking;
}

}  // namespace dateline
