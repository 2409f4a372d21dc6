#include "search/ranker.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "search/error.h"
#include "search/fields.h"

namespace dateline {
namespace {

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

bool is_narrowed(const SearchRequest& request) {
  return !request.filters.empty() || request.from || request.to;
}

Ranker::Ranker(const std::shared_ptr<const Generation>& generation)
    : postings_(generation->open_postings()), lists_(generation) {}

Ranking Ranker::rank(const IndexQuery& query, const SearchRequest& request, const Window& window,
                     MatchCounts* counts) const {
  // Without words there is no relevance: the newest come first.
  const bool no_words = request.sort == Sort::relevance && !query.has_terms();
  const Sort sort = no_words ? Sort::newest : request.sort;
  const IndexQuery whole = constrained(query, request);
  return lists_.rank(whole, id_documents(whole, postings_), sort, window, counts);
}

std::vector<bool> Ranker::matching(const IndexQuery& query,
                                   const std::vector<Scored>& articles) const {
  return lists_.matching(query, id_documents(query, postings_), articles);
}

}  // namespace dateline
