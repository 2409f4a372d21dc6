#include "search/ranker.h"

#include <algorithm>
#include <map>

#include "search/error.h"
#include "search/fields.h"
#include "search/xapian_query.h"

namespace dateline {
namespace {

// Matches up to this number are counted one by one; beyond it the total may be an estimate, and
// says so.
constexpr Xapian::doccount kExactTotal = 10000;

// BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009): k1, k2, k3,
// b, and Xapian's least normalised length. Measured in docs/relevance.md.
Xapian::BM25Weight bm25() { return Xapian::BM25Weight(1.6, 0, 1, 0.6, 0.5); }

// Exact where Xapian's bounds meet or every match was counted. Its estimate may leave its bounds,
// because MatchObserver claims to be larger than it is.
Total total_of(const Xapian::MSet& matches, const MatchCounts* counts) {
  if (counts != nullptr) return {counts->matches(), true};
  const std::uint64_t least = matches.get_matches_lower_bound();
  const std::uint64_t most = matches.get_matches_upper_bound();
  return {std::clamp<std::uint64_t>(matches.get_matches_estimated(), least, most), least == most};
}

// The part of a request that decides which articles match, besides its query.
IndexQuery constrained(IndexQuery query, const SearchRequest& request) {
  std::map<std::string, std::vector<IndexQuery>> alternatives;
  for (const Filter& filter : request.filters) {
    const std::size_t field = filter_field(filter.field);
    if (field == kFilterFields.size()) throw InputError("there is no filter field " + filter.field);
    alternatives[filter.field].push_back(
        any_term({filter_term(kFilterFields[field], filter.value)}));
  }
  for (auto& [field, queries] : alternatives) {
    IndexQuery any = join_queries(IndexQuery::Kind::any_of, std::move(queries));
    query = join_queries(IndexQuery::Kind::filter, {std::move(query), std::move(any)});
  }
  if (!request.from && !request.to) return query;
  return join_queries(IndexQuery::Kind::filter,
                      {std::move(query), published_within(request.from, request.to)});
}

}  // namespace

Ranker::Ranker(std::shared_ptr<const Generation> generation)
    : generation_(std::move(generation)), postings_(generation_->open_postings()) {}

// Leaves out what an incremental run has deleted.
Xapian::Query Ranker::live(const Xapian::Query& query) const {
  if (!generation_->has_deleted()) return query;
  const Xapian::Query filter((new LiveFilter(generation_))->release());
  return Xapian::Query(Xapian::Query::OP_FILTER, query, filter);
}

Xapian::Query Ranker::observed(const Xapian::Query& query, Sort sort, MatchCounts* counts) const {
  if (sort == Sort::relevance && counts == nullptr) return query;
  const Xapian::Query observer((new MatchObserver(generation_, sort, counts))->release());
  if (sort == Sort::relevance) return Xapian::Query(Xapian::Query::OP_FILTER, query, observer);
  return Xapian::Query(Xapian::Query::OP_FILTER, observer, query);
}

Ranking Ranker::rank(const IndexQuery& query, const SearchRequest& request, const Window& window,
                     MatchCounts* counts) const {
  // Without words there is no relevance: the newest come first.
  const bool ranked = request.sort == Sort::relevance && query.has_terms();
  const Sort sort = request.sort == Sort::relevance && !ranked ? Sort::newest : request.sort;
  Xapian::Enquire enquire(postings_);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(
      observed(live(to_xapian(constrained(query, request), generation_)), sort, counts));
  // Counting needs every match; otherwise those that cannot come among the first need not be looked
  // at.
  Xapian::doccount exact = window.totals == Window::Totals::counted ? kExactTotal : 0;
  if (counts != nullptr) exact = postings_.get_doccount();
  const Xapian::MSet matches = enquire.get_mset(static_cast<Xapian::doccount>(window.offset),
                                                static_cast<Xapian::doccount>(window.limit), exact);
  Ranking ranking{.total = total_of(matches, counts), .at_most = matches.get_matches_upper_bound()};
  for (Xapian::MSetIterator one = matches.begin(); one != matches.end(); ++one)
    ranking.articles.push_back({*one, ranked ? one.get_weight() : 0});
  return ranking;
}

}  // namespace dateline
