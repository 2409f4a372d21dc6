#include "search/searcher.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <xapian.h>

#include "search/article_record.h"
#include "search/did_you_mean.h"
#include "search/document_vectors.h"
#include "search/error.h"
#include "search/facets.h"
#include "search/fields.h"
#include "search/fold.h"
#include "search/generation.h"
#include "search/posting_sources.h"
#include "search/query_builder.h"
#include "search/query_parser.h"
#include "search/snippeter.h"
#include "search/stop_words.h"
#include "search/thesaurus.h"
#include "search/tokenizer.h"

namespace dateline {
namespace {

// Matches up to this number are counted one by one; beyond it the total may be an estimate, and
// says so.
constexpr Xapian::doccount kExactTotal = 10000;

// BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009): k1, k2, k3,
// b, and Xapian's least normalised length. Measured in docs/relevance.md.
Xapian::BM25Weight bm25() { return Xapian::BM25Weight(1.6, 0, 1, 0.6, 0.5); }

// Queries of so many words and more are smoothed, and so many first places of theirs: see
// smooth_ranking().
constexpr std::size_t kDescribingWords = 5;
constexpr std::size_t kSmoothed = 20;

// With more words than this, an article may miss some when few articles have all.
constexpr std::size_t kStrictWords = 4;

std::size_t juxtaposed_words(const QueryNode& root) {
  if (root.kind != QueryNode::Kind::all_of) return 0;
  return static_cast<std::size_t>(
      std::count_if(root.children.begin(), root.children.end(),
                    [](const QueryNode& child) { return child.kind == QueryNode::Kind::word; }));
}

// Exact where Xapian's bounds meet or every match was counted. Its estimate may leave its bounds,
// because MatchObserver claims to be larger than it is.
Total total_of(const Xapian::MSet& matches, const std::optional<MatchCounts>& counts) {
  if (counts) return {counts->matches(), true};
  const std::uint64_t least = matches.get_matches_lower_bound();
  const std::uint64_t most = matches.get_matches_upper_bound();
  return {std::clamp<std::uint64_t>(matches.get_matches_estimated(), least, most), least == most};
}

std::vector<std::string> copies(const std::vector<std::string_view>& texts) {
  return {texts.begin(), texts.end()};
}

const std::vector<PositionNode> kNoMarks;

bool has_words(const Xapian::Query& query) {
  return query.get_terms_begin() != query.get_terms_end();
}

struct Scored {
  Xapian::docid docid = 0;
  double score = 0;
};

// What a query found: everything but the articles' texts.
struct Answer {
  BuiltQuery built;
  std::vector<std::string> notes;
  std::optional<std::string> suggestion;
  std::optional<MatchCounts> counts;
  Xapian::MSet matches;
  std::vector<Scored> ranking;  // the page that was asked for
  bool describes = false;       // no article has all the words: they describe a subject
};

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

// The form in which a stem is written most often.
std::string usual_form(const Generation& generation, std::string_view stem) {
  std::uint32_t most = 0;
  std::string form(stem);
  for (const auto& segment : generation.segments()) {
    for (const FormId id : segment->lexicon().with_stem(stem)) {
      const LexiconEntry entry = segment->lexicon().entry(id);
      if (entry.occurrences <= most) continue;
      most = entry.occurrences;
      form = entry.surface;
    }
  }
  return form;
}

// Why an article stands where it stands, a line for each word or phrase that was asked for.
std::vector<std::string> explain(const ArticleRecord& record, const TokenStream& stream,
                                 const Snippeter::Matches& found) {
  std::vector<std::string> lines;
  for (const std::vector<PositionSpan>& spans : found) {
    if (spans.empty()) continue;
    std::size_t in_title = 0;
    for (const PositionSpan& span : spans) {
      in_title += !stream.blocks.empty() && stream.blocks[0].kind == BlockKind::title &&
                  span.first < stream.block_end(0);
    }
    lines.push_back("\u201C" + matched_text(record, stream, spans.front()) +
                    "\u201D: " + std::to_string(in_title) + " times in the title, which counts " +
                    std::to_string(block_weight(BlockKind::title)) + " times as much, " +
                    std::to_string(spans.size() - in_title) + " times in the text of " +
                    std::to_string(stream.forms.size()) + " words");
  }
  return lines;
}

}  // namespace

struct Searcher::State {
  std::shared_ptr<const Generation> generation;
  Xapian::Database postings;
  QueryBuilder builder;
  Decompressor decompressor;
  TokenStream stream;

  State(std::shared_ptr<const Generation> g, std::shared_ptr<const Thesaurus> thesaurus)
      : generation(std::move(g)),
        postings(generation->open_postings()),
        builder(generation, std::move(thesaurus)) {}

  Xapian::Query live(const Xapian::Query& query) const;

  // The part of a request that decides which articles match, and how they are weighed.
  Xapian::Query constrained(Xapian::Query query, const SearchRequest& request) const;
  Xapian::Query observed(const Xapian::Query& query, Sort sort, MatchCounts* counts) const;
  Xapian::MSet match(const Xapian::Query& query, const SearchRequest& request, std::size_t offset,
                     std::size_t limit, MatchCounts* counts) const;

  Answer answer(const SearchRequest& request);
  void run(Answer& answer, const SearchRequest& request) const;
  bool is_smoothed(const Answer& answer, const SearchRequest& request) const;
  void smooth_ranking(std::vector<Scored>& ranking) const;
  void broaden(Answer& answer, const SearchRequest& request) const;

  Hit hit(const Scored& one, Snippeters& snippeters, const SearchRequest& request);
  std::optional<Xapian::docid> find(std::string_view id) const;
  std::vector<std::pair<double, std::string>> telling_terms(Xapian::docid docid, std::size_t count);
};

Searcher::Searcher(std::shared_ptr<const Generation> generation,
                   std::shared_ptr<const Thesaurus> thesaurus)
    : state_(std::make_unique<State>(std::move(generation), std::move(thesaurus))) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

// Leaves out what an incremental run has deleted.
Xapian::Query Searcher::State::live(const Xapian::Query& query) const {
  if (!generation->has_deleted()) return query;
  const Xapian::Query filter((new LiveFilter(generation))->release());
  return Xapian::Query(Xapian::Query::OP_FILTER, query, filter);
}

Xapian::Query Searcher::State::constrained(Xapian::Query query,
                                           const SearchRequest& request) const {
  std::map<std::string, std::vector<Xapian::Query>> alternatives;
  for (const Filter& filter : request.filters) {
    const std::size_t field = filter_field(filter.field);
    if (field == kFilterFields.size()) throw InputError("there is no filter field " + filter.field);
    alternatives[filter.field].emplace_back(filter_term(kFilterFields[field], filter.value));
  }
  for (const auto& [field, queries] : alternatives) {
    const Xapian::Query any(Xapian::Query::OP_OR, queries.begin(), queries.end());
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, any);
  }
  if (!request.from && !request.to) return query;
  return Xapian::Query(Xapian::Query::OP_FILTER, query,
                       day_range_query(generation, request.from, request.to));
}

Xapian::Query Searcher::State::observed(const Xapian::Query& query, Sort sort,
                                        MatchCounts* counts) const {
  if (sort == Sort::relevance && counts == nullptr) return query;
  const Xapian::Query observer((new MatchObserver(generation, sort, counts))->release());
  if (sort == Sort::relevance) return Xapian::Query(Xapian::Query::OP_FILTER, query, observer);
  return Xapian::Query(Xapian::Query::OP_FILTER, observer, query);
}

Xapian::MSet Searcher::State::match(const Xapian::Query& query, const SearchRequest& request,
                                    std::size_t offset, std::size_t limit,
                                    MatchCounts* counts) const {
  // Without words there is no relevance: the newest come first.
  const Sort sort =
      request.sort == Sort::relevance && !has_words(query) ? Sort::newest : request.sort;
  Xapian::Enquire enquire(postings);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(observed(live(constrained(query, request)), sort, counts));
  // Counting needs every match; otherwise those that cannot come among the first need not be looked
  // at.
  const Xapian::doccount exact = counts != nullptr ? postings.get_doccount() : kExactTotal;
  return enquire.get_mset(static_cast<Xapian::doccount>(offset),
                          static_cast<Xapian::doccount>(limit), exact);
}

// Runs the query as it was built, and again with any of its words where too few articles have all.
Answer Searcher::State::answer(const SearchRequest& request) {
  ParsedQuery parsed = parse_query(request.query, request.words);
  const auto in_or = request.words == Operator::any ? QueryBuilder::StopWords::drop
                                                    : QueryBuilder::StopWords::keep;
  Answer answer{.built = builder.build(parsed.root, in_or), .notes = std::move(parsed.notes)};
  run(answer, request);
  const std::size_t words = juxtaposed_words(parsed.root);
  const std::size_t enough = words > kStrictWords ? request.offset + request.limit : 1;
  const std::size_t found = answer.matches.get_matches_upper_bound();
  if (request.words == Operator::automatic && words > 1 && found < enough) {
    const ParsedQuery loose = parse_query(request.query, Operator::any);
    Answer more{.built = builder.build(loose.root, QueryBuilder::StopWords::drop),
                .notes = answer.notes,
                .describes = found == 0};
    if (found > 0 && more.built.query) {  // those with all the words come first
      more.built.query =
          Xapian::Query(Xapian::Query::OP_AND_MAYBE, *more.built.query, *answer.built.query);
    }
    run(more, request);
    if (more.matches.get_matches_upper_bound() > found) {
      more.notes.emplace_back(
          found == 0 ? "no article has all the words: these have some of them"
                     : "few articles have all the words: those with some of them follow");
      answer = std::move(more);
    }
  }
  if (answer.matches.get_matches_upper_bound() == 0 || answer.notes.size() > parsed.notes.size()) {
    answer.suggestion = did_you_mean(request.query, parsed.root, *generation);
  }
  answer.notes.insert(answer.notes.end(), answer.built.notes.begin(), answer.built.notes.end());
  return answer;
}

void Searcher::State::run(Answer& answer, const SearchRequest& request) const {
  answer.counts = wanted_counts(request);
  if (!answer.built.query) return;
  if (request.broaden && request.sort == Sort::relevance) broaden(answer, request);
  const bool ranked = request.sort == Sort::relevance && has_words(*answer.built.query);
  const bool smooth = is_smoothed(answer, request);
  const std::size_t offset = smooth ? 0 : request.offset;
  const std::size_t limit =
      smooth ? std::max(kSmoothed, request.offset + request.limit) : request.limit;
  answer.matches =
      match(*answer.built.query, request, offset, limit, answer.counts ? &*answer.counts : nullptr);
  for (Xapian::MSetIterator one = answer.matches.begin(); one != answer.matches.end(); ++one) {
    answer.ranking.push_back({*one, ranked ? one.get_weight() : 0});
  }
  if (smooth) smooth_ranking(answer.ranking);
  if (smooth)
    answer.ranking.erase(answer.ranking.begin(),
                         answer.ranking.begin() + std::min(request.offset, answer.ranking.size()));
  if (answer.ranking.size() > request.limit) answer.ranking.resize(request.limit);
}

// Long queries describe a subject, and gain from it; one of few words names what it wants. Only the
// first places are set in order anew, so that all pages are of one ranking.
bool Searcher::State::is_smoothed(const Answer& answer, const SearchRequest& request) const {
  return request.sort == Sort::relevance && answer.describes &&
         answer.built.marks.size() >= kDescribingWords && request.offset < kSmoothed;
}

void Searcher::State::smooth_ranking(std::vector<Scored>& ranking) const {
  const std::size_t count = std::min(kSmoothed, ranking.size());
  if (count < 3) return;
  DocumentVectors vectors(*generation);
  std::vector<double> scores;
  for (std::size_t i = 0; i < count; ++i) {
    vectors.add(generation->locate(ranking[i].docid));
    scores.push_back(ranking[i].score / ranking[0].score);
  }
  const std::vector<Scored> before(ranking.begin(),
                                   ranking.begin() + static_cast<std::ptrdiff_t>(count));
  const std::vector<std::size_t> order = smoothed_order(scores, vectors);
  // Places get new articles, and keep their scores: these fall from first to last.
  for (std::size_t i = 0; i < count; ++i) ranking[i].docid = before[order[i]].docid;
}

// Adds the words that the first articles have most of: RM3 (Abdul-Jaleel et al., TREC 2004) with
// document vectors.
void Searcher::State::broaden(Answer& answer, const SearchRequest& request) const {
  constexpr std::size_t kArticles = 5;
  constexpr std::size_t kTerms = 30;
  constexpr double kShare = 0.4;  // of the score that the added words have
  constexpr std::size_t kShown = 10;
  const Xapian::MSet first = match(*answer.built.query, request, 0, kArticles, nullptr);
  DocumentVectors vectors(*generation);
  std::vector<double> shares;
  for (Xapian::MSetIterator one = first.begin(); one != first.end(); ++one) {
    vectors.add(generation->locate(*one));
    shares.push_back(one.get_weight());
  }
  const std::vector<std::pair<double, std::string>> terms = vectors.heaviest(shares, kTerms);
  double sum = 0;
  for (const auto& [weight, stem] : terms) sum += weight;
  if (sum <= 0) return;
  const double words = static_cast<double>(std::max<std::size_t>(1, answer.built.marks.size()));
  std::vector<Xapian::Query> queries{
      Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, *answer.built.query, (1 - kShare) / words)};
  for (const auto& [weight, stem] : terms) {
    if (is_stop_word(stem, language_id("en"))) continue;
    queries.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(stem),
                         kShare * weight / sum);
    if (answer.built.also_searched.size() < kShown)
      answer.built.also_searched.push_back(usual_form(*generation, stem));
  }
  answer.built.query = Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
}

SearchResult Searcher::search(const SearchRequest& request) const {
  State& state = *state_;
  SearchResult result{.generation = state.generation->number()};
  try {
    Answer answer = state.answer(request);
    Snippeters snippeters(answer.built.marks);
    for (const Scored& one : answer.ranking) {
      result.hits.push_back(state.hit(one, snippeters, request));
    }
    result.total = total_of(answer.matches, answer.counts);
    if (answer.counts) {
      result.facets = facets_of(*answer.counts);
      result.timeline = timeline_of(*answer.counts, request.timeline);
    }
    result.suggestion = std::move(answer.suggestion);
    result.also_searched = std::move(answer.built.also_searched);
    result.notes = std::move(answer.notes);
  } catch (const Xapian::Error& error) {
    throw IndexError(std::string("the search failed in Xapian: ") + error.get_type() + ": " +
                     error.get_msg());
  }
  return result;
}

Hit Searcher::State::hit(const Scored& one, Snippeters& snippeters, const SearchRequest& request) {
  const auto [segment, document] = generation->locate(one.docid);
  const std::string bytes =
      decompressor.decompress(segment->stored_article(document), segment->dictionary());
  const ArticleRecord record = decode_record(bytes);
  stream.decode(segment->tokens(document));
  const Snippeter::Matches found = snippeters.of(*segment).find(stream);
  Hit hit{.id = std::string(record.id),
          .url = std::string(record.url),
          .published = record.published,
          .source = std::string(record.source),
          .place = std::string(record.place),
          .language = std::string(record.language),
          .authors = copies(record.authors),
          .topics = copies(record.topics),
          .score = one.score};
  if (!record.title().empty()) hit.title = marked_block(record, stream, 0, found);
  hit.snippets = snippets(record, stream, found, request.snippet_words);
  if (request.explain) hit.explanation = explain(record, stream, found);
  return hit;
}

std::optional<Xapian::docid> Searcher::State::find(std::string_view id) const {
  const std::string term = id_term(id);
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
  const std::string bytes =
      state.decompressor.decompress(segment->stored_article(document), segment->dictionary());
  const ArticleRecord record = decode_record(bytes);
  state.stream.decode(segment->tokens(document));
  const ParsedQuery parsed = parse_query(query, Operator::any);
  const BuiltQuery built = state.builder.build(parsed.root, QueryBuilder::StopWords::drop);
  const Snippeter::Matches found = Snippeter(built.marks, segment->lexicon()).find(state.stream);
  ArticleView view{.article = to_article(record)};
  for (std::size_t block = 0; block < record.blocks.size(); ++block) {
    if (record.blocks[block].kind == BlockKind::title)
      view.title = marked_block(record, state.stream, block, found);
    if (record.blocks[block].kind != BlockKind::paragraph) continue;
    view.paragraphs.push_back(marked_block(record, state.stream, block, found));
  }
  return view;
}

// The stems that tell this article from others, by term frequency times inverse document frequency.
std::vector<std::pair<double, std::string>> Searcher::State::telling_terms(Xapian::docid docid,
                                                                           std::size_t count) {
  const auto [segment, document] = generation->locate(docid);
  stream.decode(segment->tokens(document));
  std::map<std::string, double> frequencies;
  for (const FormId form : stream.forms)
    frequencies[std::string(segment->lexicon().entry(form).stem)] += 1;
  const double articles = postings.get_doccount();
  std::vector<std::pair<double, std::string>> terms;
  for (const auto& [stem, frequency] : frequencies) {
    const double having = postings.get_termfreq(stem);
    if (having < 2 || having > articles / 4) continue;  // in no other article, or in too many
    terms.emplace_back((1 + std::log(frequency)) * std::log(articles / having), stem);
  }
  std::sort(terms.rbegin(), terms.rend());
  if (terms.size() > count) terms.resize(count);
  return terms;
}

std::optional<std::vector<Hit>> Searcher::similar(std::string_view id, std::size_t limit) const {
  constexpr std::size_t kTerms = 24;
  State& state = *state_;
  const std::optional<Xapian::docid> docid = state.find(id);
  if (!docid) return std::nullopt;
  std::vector<Xapian::Query> queries;
  for (const auto& [weight, stem] : state.telling_terms(*docid, kTerms)) queries.emplace_back(stem);
  if (queries.empty()) return std::vector<Hit>();
  const Xapian::Query any(Xapian::Query::OP_OR, queries.begin(), queries.end());
  Xapian::Enquire enquire(state.postings);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(
      state.live(Xapian::Query(Xapian::Query::OP_AND_NOT, any, Xapian::Query(id_term(id)))));
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
  std::vector<Hit> hits;
  Snippeters snippeters(kNoMarks);
  for (Xapian::MSetIterator match = matches.begin(); match != matches.end(); ++match) {
    hits.push_back(state.hit({*match, match.get_weight()}, snippeters, {.snippet_words = 0}));
  }
  return hits;
}

std::vector<Suggestion> Searcher::suggest(std::string_view typed, std::size_t limit) const {
  State& state = *state_;
  const std::size_t space = typed.find_last_of(" \"(:");
  const std::string_view head = typed.substr(0, space == std::string_view::npos ? 0 : space + 1);
  const std::string prefix = fold(typed.substr(head.size()));
  std::vector<Suggestion> suggestions;
  if (prefix.size() < 2) return suggestions;
  for (std::string& word : completions(*state.generation, prefix, limit)) {
    suggestions.push_back({std::string(head) + std::move(word), Suggestion::Kind::word, {}});
  }
  const QueryNode last{.kind = QueryNode::Kind::word, .text = prefix + "*", .wildcard = true};
  QueryNode all = parse_query(head, Operator::all).root;
  all = all.kind == QueryNode::Kind::everything
            ? last
            : QueryNode{.kind = QueryNode::Kind::all_of, .children = {all, last}};
  const QueryNode in_title{
      .kind = QueryNode::Kind::zone, .children = {all}, .zone = QueryNode::Zone::title};
  const BuiltQuery built = state.builder.build(in_title, QueryBuilder::StopWords::keep);
  if (!built.query) return suggestions;
  const SearchRequest request{.limit = limit};
  const Xapian::MSet matches = state.match(*built.query, request, 0, limit, nullptr);
  Snippeters snippeters(kNoMarks);
  for (Xapian::MSetIterator match = matches.begin(); match != matches.end(); ++match) {
    Hit hit = state.hit({*match, match.get_weight()}, snippeters, {.snippet_words = 0});
    suggestions.push_back(
        {std::move(hit.title.text), Suggestion::Kind::headline, std::move(hit.id)});
  }
  return suggestions;
}

IndexStats Searcher::stats() const {
  const Manifest& manifest = state_->generation->manifest();
  IndexStats stats{.articles = manifest.articles,
                   .generation = manifest.generation,
                   .built_at = manifest.built_at,
                   .text_bytes = manifest.text_bytes};
  for (const auto& [language, articles] : manifest.languages)
    stats.languages.push_back({language, articles});
  for (const ManifestFile& file : manifest.files) stats.bytes += file.bytes;
  return stats;
}

}  // namespace dateline
