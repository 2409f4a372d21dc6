#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "search/base/date.h"
#include "search/store/article/article.h"

// What a search is asked and what it answers: values only, shared by the searcher and whoever calls
// it.
namespace dateline {

// `newest` and `oldest` go by the date of publication, `added` and `arrival` by when an article
// came into the index: the last one first, or the first one.
enum class Sort : std::uint8_t { relevance, newest, oldest, added, arrival };

// When an article came into the index and when it last changed there, as
// search/store/columns/arrivals.h has it; 0: unknown.
struct Arrived {
  std::int64_t added = 0;
  std::int64_t changed = 0;
};

// How one goes from page to page: by an offset, or by a cursor, which goes as far as there are
// hits.
enum class Paging : std::uint8_t { offset, cursor };

// How words that stand side by side are joined. `automatic`: all of them, and where few articles
// have all of them, as many as possible, which the answer tells.
enum class Operator : std::uint8_t { automatic, all, any };

// With Operator::automatic, where articles with some of the words belong if few have all of them:
// behind these, or only in their place if there are none. By date they would be mixed with them, so
// there it is always the latter.
enum class SomeWords : std::uint8_t { follow, instead };

// What a timeline counts by. `automatic`: days where the matches span some three months or less,
// months up to some ten years, else years.
enum class Period : std::uint8_t { none, year, month, day, automatic };

// What the values of a facet are counted among. `disjunctive`: among what would match without the
// request's own filters on the facet's field, so that values beside the chosen ones keep their
// counts.
enum class FacetCounts : std::uint8_t { conjunctive, disjunctive };

// Whether articles of nearly the same text make one hit, the best of them.
enum class Grouping : std::uint8_t { none, similar };

// What facets, timeline and the numbers beside the total count. A story is all articles of nearly
// the same text, or one that has no other. It counts once for each value and each period that an
// article of it has which matches: what choosing the value finds, grouped.
enum class CountUnit : std::uint8_t { articles, stories };

// Whether other spellings of names are searched as well.
enum class NameSpellings : std::uint8_t { similar, exact };

// What may be searched besides what was typed.
struct Besides {
  NameSpellings names = NameSpellings::similar;
  std::vector<std::string> without;  // not these spellings and synonyms; folded

  bool operator==(const Besides&) const = default;
};

// A value of a filter field. Those that an article must have are alternatives where they are of one
// field, and every field named must match; of those that it must not have, it has none.
struct Filter {
  std::string field;  // a filter field of search/store/article/fields.h: "source"
  std::string value;  // compared without regard to case, accents and the kind of quotes
};

// What an index must have published to answer: a generation as new as one that answered before, and
// the articles that were pushed up to a place of their queue.
struct Freshness {
  std::uint64_t generation = 0;
  std::uint64_t sequence = 0;
};

struct SearchRequest {
  std::string query;  // in the language of docs/query-language.md; empty: every article
  std::size_t offset = 0;
  std::size_t limit = 10;
  Sort sort = Sort::relevance;
  Operator words = Operator::automatic;
  SomeWords some_words = SomeWords::follow;
  std::vector<Filter> filters;
  std::vector<Filter> excluded;     // values that an article must not have
  std::optional<Date> from;         // the first day wanted
  std::optional<Date> to;           // the last day wanted, inclusive; a year or a month to its end
  bool undated = false;             // only articles without a date
  std::vector<std::string> facets;  // filter fields to count
  FacetCounts facet_counts = FacetCounts::conjunctive;
  Period timeline = Period::none;
  CountUnit count = CountUnit::articles;
  std::size_t snippet_words = 40;  // in all snippets of a hit together
  bool explain = false;
  bool read_as = false;  // tell how the query was read, with counts
  bool broaden = false;
  Grouping group = Grouping::none;
  std::optional<std::size_t>
      recency_days;  // half-life of an article's freshness; 0: age is nothing
  Besides besides;
  std::int32_t today = 0;  // day_number() that recency_days count ages to
  Paging paging = Paging::offset;
  std::optional<std::uint64_t> generation;    // the only one that may answer
  Freshness at_least;                         // of the one that may answer
  std::optional<std::int64_t> arrived_after;  // only articles that came later, as Arrived has it
};

// A half-open range of bytes of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Span&) const = default;
};

// Plain text and what of it matched the query; the spans are ordered and do not overlap.
struct MarkedText {
  std::string text;
  std::vector<Span> marks;

  bool operator==(const MarkedText&) const = default;
};

// An article of nearly the same text as another one.
struct SimilarArticle {
  std::string id;
  std::string title;
  std::string source;
  std::optional<Date> published;
};

// The others of an article's group, whether they match a query or not: the earliest first, undated
// ones last. Where there are many, not all are listed.
struct SimilarArticles {
  std::uint64_t count = 0;
  std::vector<SimilarArticle> articles;
};

// An article of a story, beside the one that the story begins with.
struct StoryMember {
  SimilarArticle article;
  std::optional<bool> first;  // whether none is known to be earlier; none: it has no date
  std::size_t same = 0;       // words that both have
  std::size_t cut = 0;        // words that only the other has
  std::size_t added = 0;
};

// All articles of nearly the same text, the earliest first, undated ones last. Where there are
// many, not all are listed.
struct Story {
  std::uint64_t count = 0;
  std::vector<StoryMember> members;
  std::uint64_t generation = 0;
};

struct Hit {
  std::string id;
  MarkedText title;
  std::string url;
  std::optional<Date> published;
  std::optional<Date> updated;
  std::string source;
  std::string place;
  std::string language;
  std::vector<std::string> authors;
  std::vector<std::string> topics;
  Arrived arrived;
  double score = 0;
  std::optional<bool> all_words;  // as in Total; false: it has only some of them
  std::vector<MarkedText>
      snippets;  // in the order of the text; "…" stands where a sentence was cut
  std::vector<std::string> explanation;  // with `explain`: one line a reason
  SimilarArticles similar;               // with Grouping::similar: at most 10 are listed
};

// Of hits: with Grouping::similar, those of one group count once.
struct Total {
  std::uint64_t value = 0;
  bool exact = true;
  // Of them, those that have all the words of the query; none where the request asked for any.
  std::optional<std::uint64_t> all_words = std::nullopt;
  // With CountUnit::stories: the matches as stories and as articles, whatever the hits are.
  std::optional<std::uint64_t> stories = std::nullopt;
  std::optional<std::uint64_t> articles = std::nullopt;
};

struct FacetValue {
  std::string value;
  std::uint64_t count = 0;
};

struct Facet {
  std::string field;
  std::vector<FacetValue> values;  // most frequent first; not all where there are many
  std::uint64_t distinct = 0;      // how many there are
};

// Which values of a facet are wanted: of those that begin with `prefix`, or have a word that does,
// so many from a place on.
struct FacetWindow {
  std::string prefix;  // compared like a filter's value; empty: any
  std::size_t offset = 0;
  std::size_t limit = 100;
};

// A period with its number of matches; `period` is "2017", "2017-01", "2017-01-25", or empty:
// undated.
struct TimelineBucket {
  std::string period;
  std::uint64_t count = 0;
  std::optional<Precision> precision = {};  // of articles whose date tells less than was asked for:
                                            // "2017" among months has those of which only the year
                                            // is known
};

// A spelling or a synonym that was searched besides what was typed.
struct AlsoSearched {
  std::string text;
  std::optional<std::uint64_t>
      count;  // of the archive's articles that have it, where that is known
};

// A part of a query, and what is known of it by itself.
struct ReadPart {
  enum class Join : std::uint8_t {
    all,  // must match
    any,  // is one of several
    no,   // must not match
  };

  std::string text;  // as a query
  Join join = Join::all;
  std::optional<std::uint64_t> count;    // of the archive's articles that have it, where known
  std::optional<std::string> remaining;  // the query without it; none where nothing is left
  std::vector<ReadPart> parts;           // what it is made of
};

// A search that asks for less.
struct Relaxation {
  std::string change;                // "without “harbour”"
  std::string query;                 // what then remains of the query
  std::vector<std::string> dropped;  // parameters to leave out: "place", "from"
  std::uint64_t count = 0;           // of the articles that it finds
};

// How a query was read.
struct ReadBack {
  std::string text;  // the query with brackets; read again, it means the same
  std::vector<ReadPart> parts;
  std::vector<Relaxation> relaxed;  // where no article has all of it: those that find something,
                                    // the most first
};

struct SearchResult {
  Total total;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::vector<TimelineBucket> timeline;   // oldest first, undated last; empty periods are left out
  std::optional<std::string> suggestion;  // a query that would find more: "did you mean"
  std::vector<std::string> notes;         // what was read otherwise than typed, a sentence each
  std::vector<AlsoSearched> also_searched;
  std::optional<ReadBack> read_as;
  std::uint64_t generation = 0;   // the generation that answered
  std::int64_t last_arrival = 0;  // of all of its articles; see Arrived
};

// The values of one field among what a search matches; of `facet`, `distinct` counts those that the
// window's prefix lets through.
struct FacetResult {
  Facet facet;
  Total total;                     // of the articles that match
  std::vector<std::string> notes;  // as of a search
  std::uint64_t generation = 0;
};

// One article in full, marked for a query.
struct ArticleView {
  Article article;
  Arrived arrived;
  MarkedText title;
  std::vector<MarkedText> paragraphs;  // as many as article.paragraphs
  SimilarArticles similar;             // at most 1,000 are listed
};

// Whether an article matches a search, and if not, why.
struct WhyNot {
  struct Part {
    std::string text;  // as a query
    bool matches = false;
    std::string reason;  // a sentence: "it has lavrov, but 31 words from indonesia; w/5 asked"
  };

  std::string id;
  std::string title;
  bool matches = false;
  std::vector<Part> parts;  // of the query, then of what narrows the search
};

struct Suggestion {
  std::string text;  // a query
  enum class Kind : std::uint8_t { word, value, headline } kind = Kind::word;
  std::string id;                         // of the article, for a headline
  std::optional<std::uint64_t> articles;  // that have all of `text`; none where it was not counted
};

struct LanguageCount {
  std::string language;
  std::uint64_t articles = 0;
};

struct IndexStats {
  std::uint64_t articles = 0;
  std::uint64_t generation = 0;
  std::string built_at;  // RFC 3339, UTC
  std::vector<LanguageCount> languages;
  std::uint64_t bytes = 0;       // of the generation on disk
  std::uint64_t text_bytes = 0;  // of what was indexed, see text_bytes()
  std::uint64_t pushed = 0;      // sequence number of the last entry of the queue that is in it
};

}  // namespace dateline
