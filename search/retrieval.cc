#include "search/retrieval.h"

#include <algorithm>
#include <utility>

#include "search/did_you_mean.h"
#include "search/facets.h"
#include "search/feedback.h"
#include "search/query_cost.h"
#include "search/recency.h"
#include "search/smoothing.h"

namespace dateline {
namespace {

// Queries of so many words and more describe a subject where no article has all of them.
constexpr std::size_t kDescribingWords = 5;

// With more words than this, an article may miss some when few articles have all.
constexpr std::size_t kStrictWords = 4;

// Of a query that leaves something out, those that it wants: `flood damage -football` has two.
std::size_t juxtaposed_words(const QueryNode& root) {
  if (root.kind == QueryNode::Kind::without) return juxtaposed_words(root.children[0]);
  if (root.kind != QueryNode::Kind::all_of) return 0;
  return static_cast<std::size_t>(
      std::count_if(root.children.begin(), root.children.end(),
                    [](const QueryNode& child) { return child.kind == QueryNode::Kind::word; }));
}

// Long queries that no article has whole describe a subject, and gain from what the first answers
// are about; one of few words names what it wants, and loses by it.
bool describes(const Answer& answer) {
  return answer.matches_some && answer.built.marks.size() >= kDescribingWords;
}

bool is_weighed_by_age(const SearchRequest& request) {
  return request.sort == Sort::relevance && request.recency_days.value_or(0) > 0 &&
         request.offset < kWeighedByAge;
}

Recency recency_of(const SearchRequest& request) {
  return {static_cast<double>(request.recency_days.value_or(0)), request.today};
}

// The page of a ranking that starts at its first article.
std::vector<Scored> page_of(std::vector<Scored> ranking, const SearchRequest& request) {
  const auto begin = static_cast<std::ptrdiff_t>(std::min(request.offset, ranking.size()));
  ranking.erase(ranking.begin(), ranking.begin() + begin);
  if (ranking.size() > request.limit) ranking.resize(request.limit);
  return ranking;
}

}  // namespace

Retriever::Retriever(std::shared_ptr<const Generation> generation,
                     std::shared_ptr<const Thesaurus> thesaurus, const QueryLimits& limits)
    : generation_(std::move(generation)),
      limits_(limits),
      builder_(generation_, std::move(thesaurus), limits),
      ranker_(generation_),
      grouped_ranker_(generation_, ranker_) {}

std::vector<PositionNode> Retriever::marks_of(std::string_view query) {
  const ParsedQuery parsed = parse_query(query, Operator::automatic, limits_);
  return builder_.build(parsed.root, QueryBuilder::StopWords::keep).marks;
}

Ranking Retriever::first(const QueryNode& query, std::size_t limit, std::uint64_t most) {
  const BuiltQuery built = builder_.build(query, QueryBuilder::StopWords::keep);
  if (!built.query || built.cost + cost_of(*built.query) > std::min(most, limits_.cost)) return {};
  return ranker_.rank(*built.query, {}, {.limit = limit, .totals = Window::Totals::unknown});
}

std::uint64_t Retriever::cost_of(const IndexQuery& query) const {
  return dateline::cost_of(query, *generation_, ranker_.postings());
}

// Whether an answer can have a further ranking; if so, its cost is counted.
bool Retriever::spend(Answer& answer, std::uint64_t cost) const {
  if (answer.cost + cost > limits_.cost) return false;
  answer.cost += cost;
  return true;
}

Answer Retriever::retrieve(const SearchRequest& request) {
  const ParsedQuery parsed = parse_query(request.query, request.words, limits_);
  const auto in_or = request.words == Operator::any ? QueryBuilder::StopWords::drop
                                                    : QueryBuilder::StopWords::keep;
  Answer answer{.built = builder_.build(parsed.root, in_or), .notes = parsed.notes};
  if (answer.built.query) {
    const std::uint64_t cost = cost_of(*answer.built.query);
    answer.cost = answer.built.cost + cost;
    require_affordable(request.broaden ? answer.cost + cost : answer.cost, limits_.cost);
  }
  rank(answer, request);
  const std::size_t words = juxtaposed_words(parsed.root);
  const std::size_t enough = words > kStrictWords ? request.offset + request.limit : 1;
  if (request.words == Operator::automatic && words > 1 && answer.ranking.at_most < enough) {
    if (std::optional<Answer> more = loosened(answer, request)) answer = std::move(*more);
  }
  if (request.sort == Sort::relevance && (request.broaden || describes(answer)))
    refine(answer, request);
  if (answer.ranking.at_most == 0 || answer.notes.size() > parsed.notes.size())
    answer.suggestion = did_you_mean(request.query, parsed.root, *generation_);
  answer.notes.insert(answer.notes.end(), answer.built.notes.begin(), answer.built.notes.end());
  return answer;
}

// The query with any of its words, those articles first that have all; none where that finds no
// more.
std::optional<Answer> Retriever::loosened(const Answer& strict, const SearchRequest& request) {
  if (strict.cost + strict.built.cost > limits_.cost) return std::nullopt;  // it is built again
  const std::size_t found = strict.ranking.at_most;
  const ParsedQuery parsed = parse_query(request.query, Operator::any, limits_);
  Answer loose{.built = builder_.build(parsed.root, QueryBuilder::StopWords::drop),
               .notes = strict.notes,
               .matches_some = found == 0,
               .cost = strict.cost + strict.built.cost};
  if (found > 0 && loose.built.query) {
    loose.built.query =
        join_queries(IndexQuery::Kind::rank_with, {*loose.built.query, *strict.built.query});
  }
  if (loose.built.query && !spend(loose, cost_of(*loose.built.query))) return std::nullopt;
  rank(loose, request);
  if (loose.ranking.at_most <= found) return std::nullopt;
  loose.notes.emplace_back(found == 0
                               ? "no article has all the words: these have some of them"
                               : "few articles have all the words: those with some of them follow");
  return loose;
}

// The page that was asked for. Where age counts, the first places are put in order anew whatever
// the page, so that all pages are of one ranking.
Ranking Retriever::page(const IndexQuery& query, const SearchRequest& request,
                        Window::Totals totals, MatchCounts* counts) const {
  const bool weighed = is_weighed_by_age(request) && query.has_terms();
  Window window{.offset = request.offset, .limit = request.limit, .totals = totals};
  if (weighed) {
    window.offset = 0;
    window.limit = std::max(kWeighedByAge, request.offset + request.limit);
  }
  Ranking ranking = grouped_ranker_.rank(query, request, window, counts);
  if (!weighed) return ranking;
  weigh_by_age(ranking.articles, recency_of(request), *generation_);
  ranking.articles = page_of(std::move(ranking.articles), request);
  return ranking;
}

void Retriever::rank(Answer& answer, const SearchRequest& request) const {
  answer.counts = wanted_counts(request, *generation_);
  if (!answer.built.query) return;
  if (is_weighed_by_age(request)) answer.recency = recency_of(request);
  answer.ranking = page(*answer.built.query, request, Window::Totals::counted,
                        answer.counts ? &*answer.counts : nullptr);
}

// The first articles of a ranking tell which words to add; then it is made anew.
void Retriever::refine(Answer& answer, const SearchRequest& request) const {
  if (!answer.built.query || answer.ranking.at_most == 0) return;
  if (!spend(answer, cost_of(*answer.built.query))) return;
  const Ranking first =
      ranker_.rank(*answer.built.query, request,
                   {.limit = kFeedbackArticles, .totals = Window::Totals::unknown});
  Feedback feedback = feedback_of(first, *generation_, ranker_.postings());
  if (feedback.terms.empty()) return;
  IndexQuery wider =
      with_feedback(*answer.built.query, answer.built.marks.size(), std::move(feedback.terms),
                    request.broaden ? Reach::more_articles : Reach::same_articles);
  if (!spend(answer, cost_of(wider))) return;
  answer.built.query = std::move(wider);
  answer.fed_back = std::move(feedback.heaviest);
  if (request.broaden) return broaden(answer, request);
  // The same articles match as before: their total is known.
  answer.ranking.articles =
      page(*answer.built.query, request, Window::Totals::unknown, nullptr).articles;
}

// Ranks the articles that have only added words, too. Those that describe a subject are smoothed:
// only the first places, so that all pages are of one ranking.
void Retriever::broaden(Answer& answer, const SearchRequest& request) const {
  for (const FeedbackWord& word : answer.fed_back) answer.built.also_searched.push_back(word.shown);
  if (!describes(answer) || request.offset >= kSmoothed) return rank(answer, request);
  SearchRequest whole = request;
  whole.offset = 0;
  whole.limit = std::max(kSmoothed, request.offset + request.limit);
  rank(answer, whole);
  smooth(answer.ranking.articles, *generation_, ranker_.postings());
  answer.smoothed = true;
  answer.ranking.articles = page_of(std::move(answer.ranking.articles), request);
}

}  // namespace dateline
