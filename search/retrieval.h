#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "search/match/grouped_ranker.h"
#include "search/match/ranker.h"
#include "search/plan/query_builder.h"
#include "search/plan/thesaurus.h"
#include "search/query/query_limits.h"
#include "search/query/query_parser.h"
#include "search/query/search_request.h"
#include "search/refine/feedback.h"
#include "search/refine/recency.h"
#include "search/store/generation.h"

namespace dateline {

// With fewer articles that have all of the words, those that have some of them belong to the
// answer. Not more than a page: whoever sees so many has something to choose from.
inline constexpr std::size_t kEnough = 10;

// How many words stand beside one another in a query. Of one that leaves something out, those that
// it wants: `flood damage -football` has two.
std::size_t juxtaposed_words(const QueryNode& root);

// How many articles of the whole archive have all of a query, where the `total` of its answer
// tells.
std::optional<std::uint64_t> count_of_typed(const SearchRequest& request, const ParsedQuery& parsed,
                                            const Total& total);

// What a request found: everything but the articles' texts.
struct Answer {
  BuiltQuery built;
  std::vector<std::string> notes;
  std::optional<std::string> suggestion;
  std::optional<MatchCounts> counts;
  Ranking ranking;                                 // the page that was asked for
  bool is_loose = false;                           // articles match that have some of the words
  std::vector<Scored> full;                        // then: those that have all of them
  std::vector<std::optional<bool>> has_all_words;  // of each article of the page
  std::vector<AlsoSearched> also_searched;
  std::vector<ShownWord> fed_back;  // words of the first articles that ranked all of them
  std::optional<Recency> recency;
  bool smoothed = false;
  bool by_sentences = false;  // words that stand in one sentence counted besides
  std::uint64_t cost =
      0;  // of all that was done so far, in postings: together it keeps to the limit
};

// Reads requests and finds what they ask for: parses the query, makes terms of it, ranks, and asks
// again for any of the words where few articles have all. Which articles match is decided by the
// query alone, so that every page, facet and order is of the same ones. Belongs to one thread.
class Retriever {
 public:
  // `thesaurus` may be null.
  Retriever(std::shared_ptr<const Generation> generation,
            std::shared_ptr<const Thesaurus> thesaurus, const QueryLimits& limits);
  Retriever(const Retriever&) = delete;  // one part of it refers to another
  Retriever& operator=(const Retriever&) = delete;

  // Throws InputError for a request that cannot be answered as asked, and Xapian's errors.
  Answer retrieve(const SearchRequest& request);

  // What an article is marked for where it is opened from an answer to the query, whether it has
  // all of it or not. Throws InputError beyond a limit.
  std::vector<PositionNode> marks_of(std::string_view query);

  // The first articles for a query that nobody typed; none where they cost more than `most`, in
  // postings.
  Ranking first(const QueryNode& query, std::size_t limit, std::uint64_t most);

  // The documents of each segment that have all of the query, and what finding them cost at most,
  // in postings; none where that is more than `most`, or the query has nothing to search.
  struct Matches {
    std::vector<DocumentBits> documents;
    std::uint64_t cost = 0;
  };
  std::optional<Matches> matches(const QueryNode& query, std::uint64_t most);

  // How many articles have all of the query and pass the request's filters and dates, and what
  // counting them cost at most, in postings; none where that is more than `most`.
  struct Counted {
    std::uint64_t articles = 0;
    std::uint64_t cost = 0;
  };
  std::optional<Counted> count(const QueryNode& query, const SearchRequest& narrowed_by,
                               std::uint64_t most);

  // Whether an article has all of the query; none where that costs more than `most`.
  std::optional<bool> has(const QueryNode& query, Xapian::docid article, std::uint64_t most);

  // What to mark of a query that was read already.
  std::vector<PositionNode> marks_of(const QueryNode& query) {
    return builder_.build(query, QueryBuilder::StopWords::keep).marks;
  }

  const QueryLimits& limits() const { return limits_; }
  const Ranker& ranker() const { return ranker_; }

 private:
  std::uint64_t count_matches(std::string_view query);
  struct Affordable {
    IndexQuery query;
    std::uint64_t cost = 0;
  };
  std::optional<Affordable> affordable(const QueryNode& query, std::uint64_t most);
  std::uint64_t cost_of(const IndexQuery& query) const;
  std::vector<AlsoSearched> with_counts(
      const std::vector<QueryVariants::Addition>& additions) const;
  bool spend(Answer& answer, std::uint64_t cost) const;
  void rank(Answer& answer, const SearchRequest& request) const;
  std::uint64_t count_full(Answer& answer, const SearchRequest& request) const;
  void add_some_words(Answer& answer, const SearchRequest& request);
  void give_up_quotes(Answer& answer, const QueryNode& words, const SearchRequest& request);
  std::optional<Answer> loosened(const Answer& strict, const SearchRequest& request);
  void refine(Answer& answer, const SearchRequest& request) const;
  void broaden(Answer& answer, const Feedback& feedback, const SearchRequest& request) const;
  void put_in_order(Answer& answer, const SearchRequest& request) const;
  void keep_page(Answer& answer, const IndexQuery* all_words, const SearchRequest& request) const;

  std::shared_ptr<const Generation> generation_;
  QueryLimits limits_;
  QueryBuilder builder_;
  Ranker ranker_;
  GroupedRanker grouped_ranker_;
};

}  // namespace dateline
