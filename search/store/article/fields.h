#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/article/article.h"
#include "search/store/article/block.h"
#include "search/store/text/stemmer.h"

// The schema of the index: which terms a document has, and what each part of an article is worth.
// The writer (SegmentBuilder) and the reader (QueryBuilder) both go by these tables, so a field is
// added here and nowhere else.
namespace dateline {

// Raise it with any change to what is written: terms, analysis, token streams, records, columns,
// lists. A server refuses another version and says so; dateline-index then rebuilds.
inline constexpr int kSchemaVersion = 9;

// Terms without a prefix are stems of words, with the language's number behind them as one byte or
// two, which are below 32 and so no letters: stem_term(). In front of the others stands:
inline constexpr std::string_view kIdPrefix = "Q";          // the article's id
inline constexpr std::string_view kUrlPrefix = "U";         // a hash of the article's address
inline constexpr std::string_view kHostPrefix = "H";        // its host, and the domains that is in
inline constexpr std::string_view kAcronymPrefix = "XUP:";  // a word written in capitals: "XUP:is"
inline constexpr std::string_view kPairPrefix = "XC:";  // two characters side by side: "XC:北京"

// Whether the term names one article, or few, rather than saying something of many. Such terms
// stand in the postings alone: the lists, which are for ranking, have none of them.
constexpr bool names_article(std::string_view term) {
  return term.starts_with(kIdPrefix) || term.starts_with(kUrlPrefix);
}

// How often a word of a block counts: the "simple BM25F" of Robertson, Zaragoza and Taylor (CIKM
// 2004), which puts field weights into the term frequency.
constexpr std::uint32_t block_weight(BlockKind kind) {
  switch (kind) {
    case BlockKind::title:
      return 2;
    case BlockKind::summary:
      return 1;
    case BlockKind::heading:
      return 1;
    case BlockKind::paragraph:
      return 1;
  }
  return 1;
}

// A field whose whole value is one term and one facet value; compared as fold_value() gives it.
struct FilterField {
  std::string_view name;    // what users type and the API calls it: source:tass
  std::string_view prefix;  // what stands in front of its terms
  std::span<const std::string> (*values)(const Article&);
};

namespace fields {

// A single value as a span: empty where the article has none.
inline std::span<const std::string> one(const std::string& value) {
  return value.empty() ? std::span<const std::string>() : std::span<const std::string>(&value, 1);
}

}  // namespace fields

inline constexpr std::array kFilterFields = {
    FilterField{"source", "XSOURCE:", [](const Article& a) { return fields::one(a.source); }},
    FilterField{"place", "XPLACE:", [](const Article& a) { return fields::one(a.place); }},
    FilterField{"topic",
                "XTOPIC:", [](const Article& a) { return std::span<const std::string>(a.topics); }},
    FilterField{"people", "XPEOPLE:",
                [](const Article& a) { return std::span<const std::string>(a.people); }},
    FilterField{"organisation", "XORG:",
                [](const Article& a) { return std::span<const std::string>(a.organisations); }},
    FilterField{"author", "XAUTHOR:",
                [](const Article& a) { return std::span<const std::string>(a.authors); }},
    FilterField{"language", "XLANGUAGE:", [](const Article& a) { return fields::one(a.language); }},
    FilterField{"section", "XSECTION:", [](const Article& a) { return fields::one(a.section); }},
};

// The field's place in kFilterFields; kFilterFields.size() where there is none of this name.
constexpr std::size_t filter_field(std::string_view name) {
  std::size_t i = 0;
  while (i < kFilterFields.size() && kFilterFields[i].name != name) ++i;
  return i;
}

// The term of two characters of a script without spaces, as folded, that stand side by side.
std::string pair_term(std::string_view first, std::string_view second);

// The term of a field's value; values too long for a term (245 bytes) are cut, writer and reader
// alike.
std::string filter_term(const FilterField& field, std::string_view value);

// The term that an article is looked up by.
std::string id_term(std::string_view id);

// The terms that an article is looked up by with its address: one of the address in its canonical
// form (canonical_url.h), and one of each domain.
std::vector<std::string> url_terms(std::string_view url);

// The term of what is looked for: of an address, or of a host, which finds all articles there.
std::string url_term(std::string_view wanted);

// The term of a stem, of which each language has its own. A whole word is its own term: nothing
// stands behind it.
std::string stem_term(std::string_view stem, LanguageId language);

// A term of stem_term() taken apart; the text is part of it.
struct StemTerm {
  std::string_view stem;
  LanguageId language = kNoStemmer;
};

StemTerm parse_stem_term(std::string_view term);

}  // namespace dateline
