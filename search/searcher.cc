#include "search/searcher.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <xapian.h>

#include "search/base/error.h"
#include "search/explanation.h"
#include "search/facets.h"
#include "search/match/story_counts.h"
#include "search/read_back.h"
#include "search/retrieval.h"
#include "search/snippeter.h"
#include "search/store/article/article_record.h"
#include "search/store/article/fields.h"
#include "search/store/generation.h"
#include "search/store/text/stop_words.h"
#include "search/store/unknown_language.h"
#include "search/suggestions.h"
#include "search/why_not.h"

namespace dateline {
namespace {

std::vector<std::string> copies(const std::vector<std::string_view>& texts) {
  return {texts.begin(), texts.end()};
}

Arrived arrived_of(const Segment& segment, std::uint32_t document) {
  return {.added = segment.arrivals().added(document),
          .changed = segment.arrivals().changed(document)};
}

const std::vector<PositionNode> kNoMarks;

// Of a group so many are listed with a hit, and with an article.
constexpr std::size_t kListedWithHit = 10;
constexpr std::size_t kListedWithArticle = 1000;

// Of a story so many articles are held against its first one.
constexpr std::size_t kListedInStory = 100;

// What the headlines among suggestions may cost, in postings: some 5 ms. They are asked for with
// each letter that is typed.
constexpr std::uint64_t kHeadlinesCost = 250'000;

// The Snippeter of each segment that has hits, made when the first one comes.
class Snippeters {
 public:
  explicit Snippeters(const std::vector<PositionNode>& marks) : marks_(marks) {}

  const Snippeter& of(const Segment& segment) {
    return made_.try_emplace(&segment, marks_, segment.lexicon()).first->second;
  }

 private:
  const std::vector<PositionNode>& marks_;
  std::map<const Segment*, Snippeter> made_;
};

}  // namespace

struct Searcher::State {
  std::shared_ptr<const Generation> generation;
  Retriever retriever;
  Decompressor decompressor;
  TokenStream stream;

  State(std::shared_ptr<const Generation> g, std::shared_ptr<const Thesaurus> thesaurus,
        const QueryLimits& limits)
      : generation(std::move(g)), retriever(generation, std::move(thesaurus), limits) {}

  Answer retrieve(const SearchRequest& request);
  std::string stored(const Generation::Location& location);  // the bytes of its ArticleRecord
  Hit hit(const Scored& one, Snippeters& snippeters, const SearchRequest& request,
          const Reasons& reasons = {});
  SimilarArticles similar_to(const Generation::Location& location, std::size_t limit);
  SimilarArticle summary(const Generation::Location& location);
  std::vector<std::uint32_t> story_of(const Generation::Location& location) const;
  std::optional<Article> article(std::string_view id);
  Article article_at(const Generation::Location& location);
  std::optional<Xapian::docid> find(std::string_view id) const;
  std::vector<std::pair<double, std::string>> telling_terms(Xapian::docid docid, std::size_t count);
  Ranking first(const IndexQuery& query, std::size_t limit) const;
};

Searcher::Searcher(std::shared_ptr<const Generation> generation,
                   std::shared_ptr<const Thesaurus> thesaurus, const QueryLimits& limits)
    : state_(std::make_unique<State>(std::move(generation), std::move(thesaurus), limits)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

namespace {

std::vector<std::string> texts_of(const std::vector<AlsoSearched>& also) {
  std::vector<std::string> texts;
  for (const AlsoSearched& one : also) texts.push_back(one.text);
  return texts;
}

// Where stories are wanted: their number, and the facets by them.
void count_stories(const SearchRequest& request, MatchCounts& counts, Total& total,
                   std::vector<std::string>& notes) {
  if (const std::uint64_t matches = ungrouped_matches(counts); matches > 0) {
    notes.push_back(std::to_string(matches) +
                    " of these articles came after stories were last told apart: until the next "
                    "run of dateline-index each counts as a story of its own");
  }
  if (request.count != CountUnit::stories) return;
  total.stories = counts.stories();
  total.articles = counts.matches();
  count_stories_by_value(counts);
}

}  // namespace

SearchResult Searcher::search(const SearchRequest& request) const {
  State& state = *state_;
  SearchResult result{.generation = state.generation->number(),
                      .last_arrival = state.generation->manifest().last_arrival};
  Answer answer = state.retrieve(request);
  Snippeters snippeters(answer.built.marks);
  Reasons reasons{.also_searched = texts_of(answer.also_searched),
                  .fed_back = std::move(answer.fed_back),
                  .recency = answer.recency,
                  .smoothed = answer.smoothed};
  for (std::size_t i = 0; i < answer.ranking.articles.size(); ++i) {
    reasons.by_sentences = answer.by_sentences && !answer.has_all_words[i].value_or(false);
    result.hits.push_back(state.hit(answer.ranking.articles[i], snippeters, request, reasons));
    result.hits.back().all_words = answer.has_all_words[i];
  }
  result.total = answer.ranking.total;
  if (answer.counts) {
    count_stories(request, *answer.counts, result.total, answer.notes);
    result.facets = facets_of(*answer.counts, request);
    result.timeline = timeline_of(*answer.counts, request.timeline, request.count);
  }
  result.suggestion = std::move(answer.suggestion);
  result.also_searched = std::move(answer.also_searched);
  result.notes = std::move(answer.notes);
  if (request.read_as) {
    result.read_as = read_back(request, result.total, state.retriever);
  }
  return result;
}

FacetResult Searcher::facet(const SearchRequest& request, const std::string& field,
                            const FacetWindow& window) const {
  SearchRequest wanted = request;
  wanted.facets = {field};
  wanted.timeline = Period::none;
  Answer answer = state_->retrieve(wanted);
  count_stories(wanted, *answer.counts, answer.ranking.total, answer.notes);
  return {.facet = facet_of(*answer.counts, wanted, window),
          .total = answer.ranking.total,
          .notes = std::move(answer.notes),
          .generation = state_->generation->number()};
}

Answer Searcher::State::retrieve(const SearchRequest& request) {
  try {
    return retriever.retrieve(request);
  } catch (const Xapian::Error& error) {
    throw IndexError(std::string("the search failed in Xapian: ") + error.get_type() + ": " +
                     error.get_msg());
  }
}

Searcher::Matches Searcher::matches(const SearchRequest& request) const {
  const std::size_t all = state_->generation->manifest().articles;
  SearchRequest wanted = request;
  wanted.offset = std::min(request.offset, all);
  wanted.limit = std::min(request.limit, all);
  const Answer answer = state_->retrieve(wanted);
  Matches found{.total = answer.ranking.total};
  for (const Scored& one : answer.ranking.articles) found.numbers.push_back(one.docid);
  return found;
}

Article Searcher::article_at(std::uint32_t number) const {
  return to_article(decode_record(state_->stored(state_->generation->locate(number))));
}

Arrived Searcher::arrived_at(std::uint32_t number) const {
  const auto [segment, document] = state_->generation->locate(number);
  return arrived_of(*segment, document);
}

std::string Searcher::State::stored(const Generation::Location& location) {
  const auto& [segment, document] = location;
  return decompressor.decompress(segment->stored_article(document), segment->dictionary());
}

Hit Searcher::State::hit(const Scored& one, Snippeters& snippeters, const SearchRequest& request,
                         const Reasons& reasons) {
  const auto [segment, document] = generation->locate(one.docid);
  const std::string bytes = stored({segment, document});
  const ArticleRecord record = decode_record(bytes);
  stream.decode(segment->tokens(document));
  const Snippeter::Matches found = snippeters.of(*segment).find(stream);
  Hit hit{.id = std::string(record.id),
          .url = std::string(record.url),
          .published = record.published,
          .updated = record.updated,
          .source = std::string(record.source),
          .place = std::string(record.place),
          .language = std::string(record.language),
          .authors = copies(record.authors),
          .topics = copies(record.topics),
          .arrived = arrived_of(*segment, document),
          .score = one.score};
  if (!record.title().empty()) hit.title = marked_block(record, stream, 0, found);
  hit.snippets = snippets(record, stream, found, request.snippet_words);
  if (request.explain)
    hit.explanation = explain(record, stream, segment->lexicon(), found, reasons);
  if (request.group == Grouping::similar)
    hit.similar = similar_to({segment, document}, kListedWithHit);
  return hit;
}

// The articles of its group that are not deleted, in the group's order; of no group, itself.
std::vector<std::uint32_t> Searcher::State::story_of(const Generation::Location& location) const {
  const SimilarGroups& groups = generation->similar_groups();
  const std::uint32_t number = generation->article_number(location);
  const std::uint32_t group = groups.group_of(number);
  if (group == kNoGroup) return {number};
  std::vector<std::uint32_t> members = groups.members(group);
  std::erase_if(members, [&](std::uint32_t member) {
    const auto [segment, document] = generation->locate_article(member);
    return segment->is_deleted(document);
  });
  return members;
}

// The others of its group that are not deleted.
SimilarArticles Searcher::State::similar_to(const Generation::Location& location,
                                            std::size_t limit) {
  const std::uint32_t number = generation->article_number(location);
  std::vector<std::uint32_t> others = story_of(location);
  std::erase(others, number);
  SimilarArticles similar{.count = others.size()};
  if (others.size() > limit) others.resize(limit);
  for (const std::uint32_t other : others)
    similar.articles.push_back(summary(generation->locate_article(other)));
  return similar;
}

SimilarArticle Searcher::State::summary(const Generation::Location& location) {
  const std::string bytes = stored(location);
  const ArticleRecord record = decode_record(bytes);
  return {.id = std::string(record.id),
          .title = std::string(record.title()),
          .source = std::string(record.source),
          .published = record.published};
}

std::optional<Article> Searcher::State::article(std::string_view id) {
  const std::optional<Xapian::docid> docid = find(id);
  if (!docid) return std::nullopt;
  return article_at(generation->locate(*docid));
}

Article Searcher::State::article_at(const Generation::Location& location) {
  return to_article(decode_record(stored(location)));
}

Ranking Searcher::State::first(const IndexQuery& query, std::size_t limit) const {
  return retriever.ranker().rank(query, {}, {.limit = limit, .totals = Window::Totals::unknown});
}

std::optional<Xapian::docid> Searcher::State::find(std::string_view id) const {
  const std::string term = id_term(id);
  const Xapian::Database& postings = retriever.ranker().postings();
  for (auto found = postings.postlist_begin(term); found != postings.postlist_end(term); ++found) {
    const auto [segment, document] = generation->locate(*found);
    if (!segment->is_deleted(document)) return *found;
  }
  return std::nullopt;
}

std::optional<ArticleView> Searcher::article(std::string_view id, std::string_view query) const {
  State& state = *state_;
  const std::optional<Xapian::docid> docid = state.find(id);
  if (!docid) return std::nullopt;
  const auto [segment, document] = state.generation->locate(*docid);
  const std::string bytes = state.stored({segment, document});
  const ArticleRecord record = decode_record(bytes);
  state.stream.decode(segment->tokens(document));
  const std::vector<PositionNode> marks = state.retriever.marks_of(query);
  const Snippeter::Matches found = Snippeter(marks, segment->lexicon()).find(state.stream);
  ArticleView view{.article = to_article(record),
                   .arrived = arrived_of(*segment, document),
                   .similar = state.similar_to({segment, document}, kListedWithArticle)};
  for (std::size_t block = 0; block < record.blocks.size(); ++block) {
    if (record.blocks[block].kind == BlockKind::title)
      view.title = marked_block(record, state.stream, block, found);
    if (record.blocks[block].kind != BlockKind::paragraph) continue;
    view.paragraphs.push_back(marked_block(record, state.stream, block, found));
  }
  return view;
}

namespace {

SimilarArticle summary_of(const Article& article) {
  return {.id = article.id,
          .title = article.title,
          .source = article.source,
          .published = article.published};
}

bool has_time(const Date& date) { return date.precision >= Precision::minute; }

// Whether it is known to be later.
bool is_later(const Date& date, const Date& other) {
  if (has_time(date) && has_time(other)) return instant(date) > instant(other);
  return day_number(date) > last_day(other);
}

// Those that no other is known to be earlier than.
void mark_first(std::vector<StoryMember>& members) {
  for (StoryMember& member : members) {
    const std::optional<Date>& date = member.article.published;
    if (!date) continue;
    member.first = std::none_of(members.begin(), members.end(), [&](const StoryMember& other) {
      return other.article.published && is_later(*date, *other.article.published);
    });
  }
}

}  // namespace

std::optional<Story> Searcher::story(std::string_view id) const {
  State& state = *state_;
  const std::optional<Xapian::docid> docid = state.find(id);
  if (!docid) return std::nullopt;
  const std::vector<std::uint32_t> numbers = state.story_of(state.generation->locate(*docid));
  Story story{.count = numbers.size(), .generation = state.generation->number()};
  std::optional<Article> first;
  for (std::size_t i = 0; i < std::min(numbers.size(), kListedInStory); ++i) {
    const Article article = state.article_at(state.generation->locate_article(numbers[i]));
    if (!first) first = article;
    const TextComparison text = compare_texts(first->paragraphs, article.paragraphs);
    StoryMember member{
        .article = summary_of(article), .same = text.same, .cut = text.cut, .added = text.added};
    story.members.push_back(std::move(member));
  }
  mark_first(story.members);
  return story;
}

std::optional<Comparison> Searcher::compare(std::string_view first, std::string_view second) const {
  const std::optional<Article> a = state_->article(first);
  const std::optional<Article> b = state_->article(second);
  if (!a || !b) return std::nullopt;
  return Comparison{.first = summary_of(*a),
                    .second = summary_of(*b),
                    .text = compare_texts(a->paragraphs, b->paragraphs),
                    .generation = state_->generation->number()};
}

PassageResult Searcher::passages(const PassageRequest& request) const {
  State& state = *state_;
  SearchRequest wanted = request.search;
  wanted.facets.clear();
  wanted.timeline = Period::none;
  Answer answer = state.retrieve(wanted);
  Snippeters snippeters(answer.built.marks);
  PassageResult result{.total = answer.ranking.total,
                       .notes = std::move(answer.notes),
                       .generation = state.generation->number()};
  for (std::size_t i = 0; i < answer.ranking.articles.size(); ++i) {
    const Scored& one = answer.ranking.articles[i];
    const auto [segment, document] = state.generation->locate(one.docid);
    const std::string bytes = state.stored({segment, document});
    const ArticleRecord record = decode_record(bytes);
    state.stream.decode(segment->tokens(document));
    std::vector<Passage> passages =
        passages_of(record, state.stream, snippeters.of(*segment).find(state.stream),
                    {request.limits.words - result.words, request.limits.passages});
    if (passages.empty()) ++result.left_out;
    if (passages.empty()) continue;
    for (const Passage& passage : passages) result.words += passage.words;
    result.articles.push_back({.article = to_article(record),
                               .score = one.score,
                               .all_words = answer.has_all_words[i],
                               .passages = std::move(passages)});
  }
  return result;
}

namespace {

// A place in an article, and what lines are compared by.
struct Occurrence {
  std::uint32_t article = 0;
  PositionSpan place;
  std::string key;
};

}  // namespace

ConcordanceResult Searcher::concordance(const ConcordanceRequest& request) const {
  State& state = *state_;
  SearchRequest wanted = request.search;
  if (wanted.words == Operator::automatic) wanted.words = Operator::all;
  wanted.offset = 0;
  wanted.limit = kMostReadForConcordance;
  wanted.facets.clear();
  wanted.timeline = Period::none;
  Answer answer = state.retrieve(wanted);
  Snippeters snippeters(answer.built.marks);
  std::vector<Occurrence> occurrences;
  for (const Scored& one : answer.ranking.articles) {
    const auto [segment, document] = state.generation->locate(one.docid);
    state.stream.decode(segment->tokens(document));
    std::string key;
    if (request.order == ContextOrder::source) key = state.summary({segment, document}).source;
    for (const PositionSpan& place : merged_spans(snippeters.of(*segment).find(state.stream))) {
      const bool by_words =
          request.order == ContextOrder::left || request.order == ContextOrder::right;
      occurrences.push_back(
          {one.docid, place,
           by_words ? context_key(state.stream, segment->lexicon(), place, request.order) : key});
    }
  }
  if (request.order != ContextOrder::articles)
    std::ranges::stable_sort(occurrences, {}, &Occurrence::key);
  ConcordanceResult result{.lines_found = occurrences.size(),
                           .articles_read = answer.ranking.articles.size(),
                           .articles_found = answer.ranking.total.value,
                           .notes = std::move(answer.notes),
                           .generation = state.generation->number()};
  const std::size_t begin = std::min(request.search.offset, occurrences.size());
  const std::size_t end = std::min(begin + request.search.limit, occurrences.size());
  for (std::size_t i = begin; i < end; ++i) {
    const auto [segment, document] = state.generation->locate(occurrences[i].article);
    const std::string bytes = state.stored({segment, document});
    state.stream.decode(segment->tokens(document));
    result.lines.push_back(
        context_line(decode_record(bytes), state.stream, occurrences[i].place, request.context));
  }
  return result;
}

std::optional<WhyNot> Searcher::why(std::string_view id, const SearchRequest& request) const {
  State& state = *state_;
  const std::optional<Xapian::docid> docid = state.find(id);
  if (!docid) return std::nullopt;
  const auto [segment, document] = state.generation->locate(*docid);
  const std::string bytes = state.stored({segment, document});
  const ArticleRecord record = decode_record(bytes);
  state.stream.decode(segment->tokens(document));
  return why_not(request, {*docid, record, state.stream, segment->lexicon()}, state.retriever);
}

// The terms of the stems that tell this article from others, each with what it weighs: how often
// the article has it, and how few others do. Names tell one story from another: they count twice.
std::vector<std::pair<double, std::string>> Searcher::State::telling_terms(Xapian::docid docid,
                                                                           std::size_t count) {
  constexpr double kSaturation = 1.6;  // as BM25's k1
  const auto [segment, document] = generation->locate(docid);
  stream.decode(segment->tokens(document));
  UnknownLanguage unknown(*generation);
  struct Telling {
    double frequency = 0;
    bool is_name = false;
  };
  std::map<std::string, Telling> by_term;
  for (std::size_t block = 0; block < stream.blocks.size(); ++block) {
    const double weight = block_weight(stream.blocks[block].kind);
    for (std::uint32_t at = stream.blocks[block].first; at < stream.block_end(block); ++at) {
      const LexiconEntry entry = segment->lexicon().entry(stream.forms[at]);
      if (is_stop_word(entry.spelling(), entry.language)) continue;
      Telling& one = by_term[unknown.term_of(entry)];
      one.frequency += weight;
      if (entry.capitalised * 2 > entry.occurrences) one.is_name = true;
    }
  }
  const Xapian::Database& postings = retriever.ranker().postings();
  const double articles = postings.get_doccount();
  std::vector<std::pair<double, std::string>> terms;
  for (const auto& [term, one] : by_term) {
    double having = 0;
    for (const std::string& other : unknown.with_unknown(term))
      having += postings.get_termfreq(other);
    if (having < 2) continue;  // in no other article
    const double rarity = std::log(1 + (articles - having + 0.5) / (having + 0.5));
    const double weight = one.frequency / (one.frequency + kSaturation) * rarity;
    terms.emplace_back(one.is_name ? 2 * weight : weight, term);
  }
  std::sort(terms.rbegin(), terms.rend());
  if (terms.size() > count) terms.resize(count);
  return terms;
}

std::optional<std::vector<Hit>> Searcher::similar(std::string_view id, std::size_t limit) const {
  constexpr std::size_t kTerms = 30;
  State& state = *state_;
  const std::optional<Xapian::docid> docid = state.find(id);
  if (!docid) return std::nullopt;
  UnknownLanguage unknown(*state.generation);
  std::vector<IndexQuery> queries;
  for (const auto& [weight, term] : state.telling_terms(*docid, kTerms))
    queries.push_back(scaled(any_term(unknown.with_unknown(term)), weight));
  if (queries.empty()) return std::vector<Hit>();
  const IndexQuery any = join_queries(IndexQuery::Kind::any_of, std::move(queries));
  const Ranking ranking =
      state.first(join_queries(IndexQuery::Kind::without, {any, any_term({id_term(id)})}), limit);
  std::vector<Hit> hits;
  Snippeters snippeters(kNoMarks);
  for (const Scored& one : ranking.articles)
    hits.push_back(state.hit(one, snippeters, {.snippet_words = 0}));
  return hits;
}

std::vector<Suggestion> Searcher::suggest(std::string_view typed, std::size_t limit) const {
  State& state = *state_;
  QuerySuggestions found = suggestions_for(typed, limit, *state.generation, state.retriever);
  std::vector<Suggestion> suggestions = std::move(found.queries);
  if (found.headline.kind == QueryNode::Kind::everything) return suggestions;

  Snippeters snippeters(kNoMarks);
  const QueryNode in_title{.kind = QueryNode::Kind::zone,
                           .children = {std::move(found.headline)},
                           .zone = QueryNode::Zone::title};
  for (const Scored& one : state.retriever.first(in_title, limit, kHeadlinesCost).articles) {
    Hit hit = state.hit(one, snippeters, {.snippet_words = 0});
    suggestions.push_back({.text = std::move(hit.title.text),
                           .kind = Suggestion::Kind::headline,
                           .id = std::move(hit.id),
                           .articles = {}});
  }
  return suggestions;
}

IndexStats Searcher::stats() const {
  const Manifest& manifest = state_->generation->manifest();
  IndexStats stats{.articles = manifest.articles,
                   .generation = manifest.generation,
                   .built_at = manifest.built_at,
                   .text_bytes = manifest.text_bytes,
                   .pushed = manifest.pushed};
  for (const auto& [language, articles] : manifest.languages)
    stats.languages.push_back({language, articles});
  for (const ManifestFile& file : manifest.files) stats.bytes += file.bytes;
  return stats;
}

}  // namespace dateline
