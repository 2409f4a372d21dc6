#include "search/retrieval.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "search/did_you_mean.h"
#include "search/facets.h"
#include "search/plan/query_cost.h"
#include "search/refine/feedback.h"
#include "search/refine/recency.h"
#include "search/refine/sentence_scores.h"
#include "search/refine/smoothing.h"

namespace dateline {
namespace {

// A query that so many articles have all of is taken to be spelled as it was meant.
constexpr std::size_t kEnoughToTrust = 100;

// What it may cost to try another spelling, in postings: some milliseconds.
constexpr std::uint64_t kTrialCost = 500'000;

// Queries of so many words and more describe a subject where no article has all of them.
constexpr std::size_t kDescribingWords = 5;

// Of a spelling or a synonym, in postings: some tenth of a millisecond.
constexpr std::uint64_t kCountingCost = 10'000;

// Long queries that no article has whole describe a subject: of what is like the best answers, more
// is wanted.
bool describes(const Answer& answer) {
  return answer.is_loose && answer.full.empty() && answer.built.marks.size() >= kDescribingWords;
}

bool is_weighed_by_age(const SearchRequest& request) {
  return request.sort == Sort::relevance && request.recency_days.value_or(0) > 0;
}

Recency recency_of(const SearchRequest& request) {
  return {static_cast<double>(request.recency_days.value_or(0)), request.today};
}

// The first places of an answer are put in order together, whatever the page, so that all pages are
// of one ranking.
std::size_t places_of(const Answer& answer, const SearchRequest& request) {
  std::size_t places = std::max(request.offset + request.limit, kEnough);
  if (request.sort != Sort::relevance) return places;
  if (answer.is_loose || request.broaden) places = std::max(places, kFeedbackPlaces);
  if (is_weighed_by_age(request)) places = std::max(places, kWeighedByAge);
  return places;
}

std::span<Scored> ahead_of(Ranking& ranking) {
  return std::span(ranking.articles).first(ranking.ahead);
}

// Behind those that come first, the others as far as there are so many places together.
std::span<Scored> others_of(Ranking& ranking, std::size_t places = SIZE_MAX) {
  const std::size_t end = std::clamp(places, ranking.ahead, ranking.articles.size());
  return std::span(ranking.articles).first(end).subspan(ranking.ahead);
}

void sort_by_score(std::span<Scored> articles) {
  std::stable_sort(articles.begin(), articles.end(),
                   [](const Scored& a, const Scored& b) { return a.score > b.score; });
}

// What comes first gets greater scores than what follows, so that scores fall from first to last.
void lift_ahead(Ranking& ranking) {
  const std::span<Scored> others = others_of(ranking);
  if (others.empty()) return;
  for (Scored& one : ahead_of(ranking)) one.score += others.front().score;
}

std::string counted(std::uint64_t articles) {
  return articles == 1 ? "1 article has" : std::to_string(articles) + " articles have";
}

}  // namespace

std::optional<std::uint64_t> count_of_typed(const SearchRequest& request, const ParsedQuery& parsed,
                                            const Total& total) {
  const bool is_plain = !is_narrowed(request) && request.besides == Besides{} &&
                        request.group == Grouping::none && !request.broaden;
  return is_plain && total.exact && !parsed.without_quotes ? total.all_words : std::nullopt;
}

std::size_t juxtaposed_words(const QueryNode& root) {
  if (root.kind == QueryNode::Kind::without || root.kind == QueryNode::Kind::rank_with)
    return juxtaposed_words(root.children[0]);
  if (root.kind != QueryNode::Kind::all_of) return 0;
  return static_cast<std::size_t>(
      std::count_if(root.children.begin(), root.children.end(),
                    [](const QueryNode& child) { return child.kind == QueryNode::Kind::word; }));
}

Retriever::Retriever(std::shared_ptr<const Generation> generation,
                     std::shared_ptr<const Thesaurus> thesaurus, const QueryLimits& limits)
    : generation_(std::move(generation)),
      limits_(limits),
      builder_(generation_, std::move(thesaurus), limits),
      ranker_(generation_),
      grouped_ranker_(generation_, ranker_) {}

std::vector<PositionNode> Retriever::marks_of(std::string_view query) {
  const ParsedQuery parsed = parse_query(query, Operator::automatic, limits_);
  BuiltQuery built = builder_.build(parsed.root, QueryBuilder::StopWords::keep);
  if (!parsed.without_quotes || !built.query || cost_of(*built.query) > limits_.cost)
    return std::move(built.marks);
  const bool has_quotes = ranker_.rank(*built.query, {}, {.limit = 0}).total.value > 0;
  if (has_quotes) return std::move(built.marks);
  return builder_.build(*parsed.without_quotes, QueryBuilder::StopWords::keep).marks;
}

Ranking Retriever::first(const QueryNode& query, std::size_t limit, std::uint64_t most) {
  const BuiltQuery built = builder_.build(query, QueryBuilder::StopWords::keep);
  if (!built.query || built.cost + cost_of(*built.query) > std::min(most, limits_.cost)) return {};
  return ranker_.rank(*built.query, {}, {.limit = limit, .totals = Window::Totals::unknown});
}

std::optional<Retriever::Matches> Retriever::matches(const QueryNode& query, std::uint64_t most) {
  const BuiltQuery built = builder_.build(query, QueryBuilder::StopWords::keep);
  if (!built.query) return std::nullopt;
  const std::uint64_t cost = built.cost + cost_of(*built.query);
  if (cost > std::min(most, limits_.cost)) return std::nullopt;
  return Matches{ranker_.matches(*built.query), cost};
}

// None where it costs too much, or has nothing to search.
std::optional<Retriever::Affordable> Retriever::affordable(const QueryNode& query,
                                                           std::uint64_t most) {
  BuiltQuery built = builder_.build(query, QueryBuilder::StopWords::keep);
  if (!built.query) return std::nullopt;
  const std::uint64_t cost = built.cost + cost_of(*built.query);
  if (cost > std::min(most, limits_.cost)) return std::nullopt;
  return Affordable{std::move(*built.query), cost};
}

std::optional<Retriever::Counted> Retriever::count(const QueryNode& query,
                                                   const SearchRequest& narrowed_by,
                                                   std::uint64_t most) {
  const std::optional<Affordable> made = affordable(query, most);
  if (!made) return std::nullopt;
  SearchRequest request = narrowed_by;
  request.sort = Sort::relevance;
  request.facets.clear();
  return Counted{ranker_.rank(made->query, request, {.limit = 0}).total.value, made->cost};
}

std::optional<bool> Retriever::has(const QueryNode& query, Xapian::docid article,
                                   std::uint64_t most) {
  const std::optional<Affordable> made = affordable(query, most);
  if (!made) return std::nullopt;
  return ranker_.matching(made->query, {Scored{article, 0}}).front();
}

// How many articles have all of a query; none where that costs too much to count.
std::uint64_t Retriever::count_matches(std::string_view query) {
  const BuiltQuery built = builder_.build(parse_query(query, Operator::all, limits_).root,
                                          QueryBuilder::StopWords::keep);
  if (!built.query || built.cost + cost_of(*built.query) > kTrialCost) return 0;
  return ranker_.rank(*built.query, {}, {.limit = 0}).total.value;
}

std::uint64_t Retriever::cost_of(const IndexQuery& query) const {
  return dateline::cost_of(query, *generation_);
}

// Whether an answer can have a further ranking; if so, its cost is counted.
bool Retriever::spend(Answer& answer, std::uint64_t cost) const {
  if (answer.cost + cost > limits_.cost) return false;
  answer.cost += cost;
  return true;
}

// With how many articles have each; where counting costs little beside a search.
std::vector<AlsoSearched> Retriever::with_counts(
    const std::vector<QueryVariants::Addition>& additions) const {
  std::vector<AlsoSearched> also;
  for (const auto& [text, query] : additions) {
    AlsoSearched& one = also.emplace_back(AlsoSearched{text, std::nullopt});
    if (cost_of(query) <= kCountingCost)
      one.count = ranker_.rank(query, {}, {.limit = 0}).total.value;
  }
  return also;
}

Answer Retriever::retrieve(const SearchRequest& request) {
  const ParsedQuery parsed = parse_query(request.query, request.words, limits_);
  const auto in_or = request.words == Operator::any ? QueryBuilder::StopWords::drop
                                                    : QueryBuilder::StopWords::keep;
  Answer answer{.built = builder_.build(parsed.root, in_or, request.besides),
                .notes = parsed.notes};
  if (answer.built.query) {
    const std::uint64_t cost = cost_of(*answer.built.query);
    answer.cost = answer.built.cost + cost;
    require_affordable(request.broaden ? answer.cost + cost : answer.cost, limits_.cost);
  }
  const bool finds_others = request.broaden && request.words != Operator::any;
  const std::optional<IndexQuery> typed = finds_others ? answer.built.query : std::nullopt;
  rank(answer, request);
  if (request.words == Operator::automatic && parsed.without_quotes)
    give_up_quotes(answer, *parsed.without_quotes, request);
  if (request.words != Operator::any) answer.ranking.total.all_words = answer.ranking.total.value;
  const std::size_t words = juxtaposed_words(parsed.without_quotes.value_or(parsed.root));
  if (request.words == Operator::automatic && words > 1) add_some_words(answer, request);
  if (request.sort == Sort::relevance && (request.broaden || answer.is_loose))
    refine(answer, request);
  put_in_order(answer, request);
  keep_page(answer, typed && !answer.is_loose ? &*typed : nullptr, request);
  if (answer.ranking.total.all_words.value_or(answer.ranking.at_most) < kEnoughToTrust) {
    const std::optional<std::uint64_t> found =
        count_of_typed(request, parsed, answer.ranking.total);
    const auto count = [&](std::string_view query) {
      return found && query == request.query ? *found : count_matches(query);
    };
    answer.suggestion = did_you_mean(request.query, parsed.root, *generation_, count);
  }
  std::vector<AlsoSearched> also = with_counts(answer.built.additions);
  answer.also_searched.insert(answer.also_searched.begin(), also.begin(), also.end());
  answer.notes.insert(answer.notes.end(), answer.built.notes.begin(), answer.built.notes.end());
  return answer;
}

void Retriever::rank(Answer& answer, const SearchRequest& request) const {
  answer.counts = wanted_counts(request, *generation_);
  if (!answer.built.query) return;
  const std::optional<std::uint64_t> all_words = answer.ranking.total.all_words;
  answer.ranking = grouped_ranker_.rank(*answer.built.query, request, places_of(answer, request),
                                        answer.full, answer.counts ? &*answer.counts : nullptr);
  answer.ranking.total.all_words = all_words;
}

// How many articles have all the words, wherever and whenever they were published: filters and
// dates narrow an answer, and do not make it another one. A facet's count is what choosing it
// finds.
std::uint64_t Retriever::count_full(Answer& answer, const SearchRequest& request) const {
  const std::uint64_t found = answer.ranking.at_most;
  if (found >= kEnough || !is_narrowed(request) || !answer.built.query) return found;
  if (!spend(answer, cost_of(*answer.built.query))) return kEnough;
  return ranker_.rank(*answer.built.query, {}, {.limit = 0}).total.value;
}

// Where few articles have all the words, lets those with some of them follow; where they would be
// mixed with the others, only if there are no others.
void Retriever::add_some_words(Answer& answer, const SearchRequest& request) {
  const std::uint64_t full = count_full(answer, request);
  if (full >= kEnough) return;
  const bool follow = request.sort == Sort::relevance && request.some_words == SomeWords::follow;
  if (full > 0 && !follow && request.some_words == SomeWords::instead) return;
  std::optional<Answer> loose = loosened(answer, request);
  if (!loose) return;
  if (full == 0 || follow) {
    answer = std::move(*loose);
    return;
  }
  const std::uint64_t others = loose->ranking.total.value - answer.ranking.total.value;
  answer.notes.push_back(counted(others) +
                         " only some of the words, and can be seen by order of relevance");
}

// Where no article has what a text quotes as it is quoted, its words count.
void Retriever::give_up_quotes(Answer& answer, const QueryNode& words,
                               const SearchRequest& request) {
  if (count_full(answer, request) > 0) return;
  BuiltQuery built = builder_.build(words, QueryBuilder::StopWords::keep, request.besides);
  if (!built.query || !spend(answer, built.cost + cost_of(*built.query))) return;
  answer.built = std::move(built);
  answer.notes.emplace_back(
      "no article has the words in quotes as they are quoted, with the rest of the query: they "
      "were "
      "searched as words");
  rank(answer, request);
}

// The query with any of its words; none where that finds no more.
std::optional<Answer> Retriever::loosened(const Answer& strict, const SearchRequest& request) {
  if (strict.cost + strict.built.cost > limits_.cost) return std::nullopt;  // it is built again
  const ParsedQuery parsed = parse_query(request.query, Operator::any, limits_);
  const QueryNode& any = parsed.without_quotes ? *parsed.without_quotes : parsed.root;
  Answer loose{.built = builder_.build(any, QueryBuilder::StopWords::drop, request.besides),
               .notes = strict.notes,
               .ranking = {.total = strict.ranking.total},
               .is_loose = true,
               .full = strict.ranking.articles,
               .cost = strict.cost + strict.built.cost};
  // An article may have all the words by another name: as one word, or as a synonym of two.
  if (strict.built.query && loose.built.query) {
    loose.built.query = join_queries(IndexQuery::Kind::any_of,
                                     {*loose.built.query, scaled(*strict.built.query, 0)});
  }
  if (loose.built.query && !spend(loose, cost_of(*loose.built.query))) return std::nullopt;
  rank(loose, request);
  if (loose.ranking.total.value <= strict.ranking.total.value) return std::nullopt;
  loose.notes.emplace_back(loose.full.empty()
                               ? "no article has all the words: these have some of them"
                               : "few articles have all the words: those with some of them follow");
  return loose;
}

// The first places of a ranking are put in order anew, but for articles that have all the words:
// who wants one of these has named it. First by the words that stand together in a sentence; then
// by further words, which the first articles tell. Or these find further articles.
void Retriever::refine(Answer& answer, const SearchRequest& request) const {
  if (!answer.built.query || answer.ranking.articles.empty()) return;
  const std::span<Scored> others = others_of(answer.ranking, kFeedbackPlaces);
  if (!request.broaden) {
    answer.by_sentences = add_sentence_scores(others, answer.built.marks, *generation_);
    sort_by_score(others);
  }
  const std::span<Scored> all(answer.ranking.articles);
  const std::span<Scored> first = all.first(std::min(kFeedbackPlaces, all.size()));
  const Feedback feedback = feedback_of(first, *generation_);
  if (feedback.empty()) return;
  if (request.broaden || request.explain) answer.fed_back = shown_words(feedback, *generation_);
  if (request.broaden) return broaden(answer, feedback, request);
  add_scores(others, feedback, answer.built.marks.size(), *generation_);
  sort_by_score(others);
}

// Finds the articles that have only added words, too. Where the query describes a subject, the
// first of them are smoothed.
void Retriever::broaden(Answer& answer, const Feedback& feedback,
                        const SearchRequest& request) const {
  IndexQuery wider = with_feedback(*answer.built.query, answer.built.marks.size(), feedback);
  if (!spend(answer, cost_of(wider))) return;
  answer.built.query = std::move(wider);
  for (const ShownWord& word : answer.fed_back)
    answer.also_searched.push_back({word.form, std::nullopt});
  rank(answer, request);
  if (!describes(answer)) return;
  smooth(others_of(answer.ranking, kSmoothed), *generation_);
  answer.smoothed = true;
}

void Retriever::put_in_order(Answer& answer, const SearchRequest& request) const {
  if (is_weighed_by_age(request) && answer.built.query && answer.built.query->has_terms()) {
    answer.recency = recency_of(request);
    weigh_by_age(ahead_of(answer.ranking), *answer.recency, *generation_);
    weigh_by_age(others_of(answer.ranking, kWeighedByAge), *answer.recency, *generation_);
  }
  if (request.sort == Sort::relevance) lift_ahead(answer.ranking);
}

// Cuts the page that was asked for out of the ranking, and tells which of its articles have all
// the words. Where others are in between, `all_words` tells them apart.
void Retriever::keep_page(Answer& answer, const IndexQuery* all_words,
                          const SearchRequest& request) const {
  std::vector<Scored>& articles = answer.ranking.articles;
  const std::size_t begin = std::min(request.offset, articles.size());
  const std::size_t end = std::min(begin + request.limit, articles.size());
  articles = {articles.begin() + static_cast<std::ptrdiff_t>(begin),
              articles.begin() + static_cast<std::ptrdiff_t>(end)};
  answer.has_all_words.assign(articles.size(), std::nullopt);
  if (!answer.ranking.total.all_words) return;
  if (all_words != nullptr) {
    const std::vector<bool> matching = ranker_.matching(*all_words, articles);
    answer.has_all_words.assign(matching.begin(), matching.end());
    return;
  }
  for (std::size_t i = 0; i < articles.size(); ++i)
    answer.has_all_words[i] = !answer.is_loose || begin + i < answer.ranking.ahead;
}

}  // namespace dateline
