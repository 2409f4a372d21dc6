#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "search/article.h"
#include "search/date.h"

// What a search is asked and what it answers: values only, shared by the searcher and whoever calls
// it.
namespace dateline {

enum class Sort : std::uint8_t { relevance, newest, oldest };

// How words that stand side by side are joined. `automatic`: all of them, and where no article has
// all of them, as many as possible, which the answer's notes tell.
enum class Operator : std::uint8_t { automatic, all, any };

enum class Period : std::uint8_t { none, year, month, day };

// A value that a filter field must have. Values of one field are alternatives; every field named
// must match.
struct Filter {
  std::string field;  // a filter field of search/fields.h: "source"
  std::string value;  // compared without regard to case, accents and the kind of quotes
};

struct SearchRequest {
  std::string query;  // in the language of docs/query-language.md; empty: every article
  std::size_t offset = 0;
  std::size_t limit = 10;
  Sort sort = Sort::relevance;
  Operator words = Operator::automatic;
  std::vector<Filter> filters;
  std::optional<Date> from;         // the first day wanted
  std::optional<Date> to;           // the last day wanted, inclusive; a year or a month to its end
  std::vector<std::string> facets;  // filter fields to count
  Period timeline = Period::none;
  std::size_t snippet_words = 40;  // in all snippets of a hit together
  bool explain = false;
  bool broaden = false;
  std::optional<std::size_t>
      recency_days;        // half-life of an article's freshness; 0: age is nothing
  std::int32_t today = 0;  // day_number() that recency_days count ages to
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

struct Hit {
  std::string id;
  MarkedText title;
  std::string url;
  std::optional<Date> published;
  std::string source;
  std::string place;
  std::string language;
  std::vector<std::string> authors;
  std::vector<std::string> topics;
  double score = 0;
  std::vector<MarkedText>
      snippets;  // in the order of the text; "…" stands where a sentence was cut
  std::vector<std::string> explanation;  // with `explain`: one line a reason
};

struct Total {
  std::uint64_t value = 0;
  bool exact = true;
};

struct FacetValue {
  std::string value;
  std::uint64_t count = 0;
};

struct Facet {
  std::string field;
  std::vector<FacetValue> values;  // most frequent first
};

// A period with its number of matches; `period` is "2017", "2017-01", "2017-01-25", or empty:
// undated.
struct TimelineBucket {
  std::string period;
  std::uint64_t count = 0;
};

struct SearchResult {
  Total total;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::vector<TimelineBucket> timeline;    // oldest first, undated last; empty periods are left out
  std::optional<std::string> suggestion;   // a query that would find more: "did you mean"
  std::vector<std::string> notes;          // what was read otherwise than typed, a sentence each
  std::vector<std::string> also_searched;  // spellings and synonyms that were searched too
  std::uint64_t generation = 0;            // the generation that answered
};

// One article in full, marked for a query.
struct ArticleView {
  Article article;
  MarkedText title;
  std::vector<MarkedText> paragraphs;  // as many as article.paragraphs
};

struct Suggestion {
  std::string text;  // a query
  enum class Kind : std::uint8_t { word, headline } kind = Kind::word;
  std::string id;  // of the article, for a headline
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
};

}  // namespace dateline
