#include "search/match/ranker.h"

#include <optional>
#include <utility>
#include <vector>

#include "search/base/error.h"
#include "search/store/article/fields.h"
#include "search/store/columns/columns.h"

namespace dateline {
namespace {

IndexQuery any_value(const std::vector<const Filter*>& filters, std::size_t field) {
  std::vector<IndexQuery> terms;
  for (const Filter* filter : filters)
    terms.push_back(any_term({filter_term(kFilterFields[field], filter->value)}));
  return join_queries(IndexQuery::Kind::any_of, std::move(terms));
}

// What the request wants of one field; none where it wants nothing.
std::optional<IndexQuery> filter_on(std::size_t field, const SearchRequest& request) {
  const auto of_field = [&](const std::vector<Filter>& filters) {
    std::vector<const Filter*> found;
    for (const Filter& filter : filters) {
      if (filter.field == kFilterFields[field].name) found.push_back(&filter);
    }
    return found;
  };
  const std::vector<const Filter*> wanted = of_field(request.filters);
  const std::vector<const Filter*> excluded = of_field(request.excluded);
  if (wanted.empty() && excluded.empty()) return std::nullopt;
  IndexQuery filter{.kind = IndexQuery::Kind::everything};
  if (!wanted.empty()) filter = any_value(wanted, field);
  if (excluded.empty()) return filter;
  return join_queries(IndexQuery::Kind::without, {std::move(filter), any_value(excluded, field)});
}

IndexQuery filtered(IndexQuery query, IndexQuery filter) {
  return join_queries(IndexQuery::Kind::filter, {std::move(query), std::move(filter)});
}

IndexQuery undated() {
  constexpr std::int32_t kFirst = kNoDay + 1;  // any day
  constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max();
  return join_queries(
      IndexQuery::Kind::without,
      {IndexQuery{.kind = IndexQuery::Kind::everything},
       IndexQuery{.kind = IndexQuery::Kind::days, .first_day = kFirst, .last_day = kLast}});
}

void require_filter_fields(const std::vector<Filter>& filters) {
  for (const Filter& filter : filters) {
    if (filter_field(filter.field) == kFilterFields.size())
      throw InputError("there is no filter field " + filter.field);
  }
}

// The query with what else decides which articles match; the filters on some fields are kept apart
// where counts are wanted without them.
IndexQuery constrained(IndexQuery query, const SearchRequest& request, MatchCounts* counts) {
  require_filter_fields(request.filters);
  require_filter_fields(request.excluded);
  for (std::size_t field = 0; field < kFilterFields.size(); ++field) {
    std::optional<IndexQuery> filter = filter_on(field, request);
    if (!filter) continue;
    if (WidenedCounts* widened = counts != nullptr ? counts->widened_by(field) : nullptr) {
      widened->own_filter = std::move(*filter);
    } else {
      query = filtered(std::move(query), std::move(*filter));
    }
  }
  if (request.undated) query = filtered(std::move(query), undated());
  if (request.arrived_after) {
    query = filtered(std::move(query),
                     {.kind = IndexQuery::Kind::arrived, .arrived_after = *request.arrived_after});
  }
  if (!request.from && !request.to) return query;
  return filtered(std::move(query), published_within(request.from, request.to));
}

}  // namespace

bool is_narrowed(const SearchRequest& request) {
  return !request.filters.empty() || !request.excluded.empty() || request.undated || request.from ||
         request.to || request.arrived_after;
}

Ranker::Ranker(const std::shared_ptr<const Generation>& generation)
    : postings_(generation->open_postings()), lists_(generation) {}

Ranking Ranker::rank(const IndexQuery& query, const SearchRequest& request, const Window& window,
                     MatchCounts* counts) const {
  // Without words there is no relevance: the newest come first.
  const bool no_words = request.sort == Sort::relevance && !query.has_terms();
  const Sort sort = no_words ? Sort::newest : request.sort;
  const IndexQuery whole = constrained(query, request, counts);
  return lists_.rank(whole, id_documents(whole, postings_), sort, window, counts);
}

std::vector<bool> Ranker::matching(const IndexQuery& query,
                                   const std::vector<Scored>& articles) const {
  return lists_.matching(query, id_documents(query, postings_), articles);
}

}  // namespace dateline
