#include "search/searcher.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <xapian.h>

#include "search/article_record.h"
#include "search/error.h"
#include "search/facets.h"
#include "search/fields.h"
#include "search/fold.h"
#include "search/generation.h"
#include "search/posting_sources.h"
#include "search/query_builder.h"
#include "search/query_parser.h"
#include "search/snippeter.h"
#include "search/tokenizer.h"

namespace dateline {
namespace {

// Matches up to this number are counted one by one; beyond it the total may be an estimate, and
// says so.
constexpr Xapian::doccount kExactTotal = 10000;

// BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009): k1, k2, k3,
// b, and Xapian's least normalised length. Measured in docs/relevance.md.
Xapian::BM25Weight bm25() { return Xapian::BM25Weight(1.2, 0, 1, 0.75, 0.5); }

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

}  // namespace

struct Searcher::State {
  std::shared_ptr<const Generation> generation;
  Xapian::Database postings;
  QueryBuilder builder;
  Decompressor decompressor;
  TokenStream stream;

  explicit State(std::shared_ptr<const Generation> g)
      : generation(std::move(g)), postings(generation->open_postings()), builder(generation) {}

  Xapian::Query live(const Xapian::Query& query) const;

  // The part of a request that decides which articles match, and how they are weighed.
  Xapian::Query constrained(Xapian::Query query, const SearchRequest& request) const;
  Xapian::Query observed(const Xapian::Query& query, Sort sort, MatchCounts* counts) const;
  Xapian::MSet match(const Xapian::Query& query, const SearchRequest& request,
                     MatchCounts* counts) const;

  Hit hit(const Xapian::MSetIterator& match, const std::vector<PositionNode>& marks,
          std::size_t snippet_words);
  std::optional<Xapian::docid> find(std::string_view id) const;
  std::vector<std::pair<double, std::string>> telling_terms(Xapian::docid docid, std::size_t count);
};

Searcher::Searcher(std::shared_ptr<const Generation> generation)
    : state_(std::make_unique<State>(std::move(generation))) {}
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
                                    MatchCounts* counts) const {
  // Without words there is no relevance: the newest come first.
  const bool unranked = query.get_terms_begin() == query.get_terms_end();
  const Sort sort = request.sort == Sort::relevance && unranked ? Sort::newest : request.sort;
  Xapian::Enquire enquire(postings);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(observed(live(constrained(query, request)), sort, counts));
  // Counting needs every match; otherwise those that cannot come among the first need not be looked
  // at.
  const Xapian::doccount exact = counts != nullptr ? postings.get_doccount() : kExactTotal;
  return enquire.get_mset(static_cast<Xapian::doccount>(request.offset),
                          static_cast<Xapian::doccount>(request.limit), exact);
}

SearchResult Searcher::search(const SearchRequest& request) const {
  State& state = *state_;
  SearchResult result{.generation = state.generation->number()};
  ParsedQuery parsed = parse_query(request.query, request.words);
  const auto in_or = request.words == Operator::any ? QueryBuilder::StopWords::drop
                                                    : QueryBuilder::StopWords::keep;
  BuiltQuery built = state.builder.build(parsed.root, in_or);
  std::optional<MatchCounts> counts = wanted_counts(request);
  Xapian::MSet matches;
  try {
    if (built.query) matches = state.match(*built.query, request, counts ? &*counts : nullptr);
    const std::size_t words = juxtaposed_words(parsed.root);
    const std::size_t enough = words > kStrictWords ? request.offset + request.limit : 1;
    if (request.words == Operator::automatic && words > 1 &&
        matches.get_matches_upper_bound() < enough) {
      const ParsedQuery loose = parse_query(request.query, Operator::any);
      BuiltQuery rebuilt = state.builder.build(loose.root, QueryBuilder::StopWords::drop);
      counts = wanted_counts(request);
      Xapian::MSet more;
      if (rebuilt.query) more = state.match(*rebuilt.query, request, counts ? &*counts : nullptr);
      if (more.get_matches_upper_bound() > matches.get_matches_upper_bound()) {
        if (matches.get_matches_upper_bound() == 0)
          parsed.notes.emplace_back("no article has all the words: these have some of them");
        else
          parsed.notes.emplace_back(
              "few articles have all the words: those with some of them follow");
      }
      built = std::move(rebuilt);
      matches = more;
    }
    for (Xapian::MSetIterator match = matches.begin(); match != matches.end(); ++match) {
      result.hits.push_back(state.hit(match, built.marks, request.snippet_words));
    }
  } catch (const Xapian::Error& error) {
    throw IndexError(std::string("the search failed in Xapian: ") + error.get_type() + ": " +
                     error.get_msg());
  }
  result.total = total_of(matches, counts);
  if (counts) {
    result.facets = facets_of(*counts);
    result.timeline = timeline_of(*counts, request.timeline);
  }
  result.notes = std::move(parsed.notes);
  result.notes.insert(result.notes.end(), built.notes.begin(), built.notes.end());
  return result;
}

Hit Searcher::State::hit(const Xapian::MSetIterator& match, const std::vector<PositionNode>& marks,
                         std::size_t snippet_words) {
  const auto [segment, document] = generation->locate(*match);
  const std::string bytes =
      decompressor.decompress(segment->stored_article(document), segment->dictionary());
  const ArticleRecord record = decode_record(bytes);
  stream.decode(segment->tokens(document));
  const Snippeter::Matches found = Snippeter(marks, segment->lexicon()).find(stream);
  Hit hit{.id = std::string(record.id),
          .url = std::string(record.url),
          .published = record.published,
          .source = std::string(record.source),
          .place = std::string(record.place),
          .language = std::string(record.language),
          .authors = copies(record.authors),
          .topics = copies(record.topics),
          .score = match.get_weight()};
  if (!record.title().empty()) hit.title = marked_block(record, stream, 0, found);
  hit.snippets = snippets(record, stream, found, snippet_words);
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
  for (Xapian::MSetIterator match = matches.begin(); match != matches.end(); ++match)
    hits.push_back(state.hit(match, {}, 0));
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
  const Xapian::MSet matches = state.match(*built.query, request, nullptr);
  for (Xapian::MSetIterator match = matches.begin(); match != matches.end(); ++match) {
    Hit hit = state.hit(match, {}, 0);
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
