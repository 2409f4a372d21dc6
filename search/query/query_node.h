#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "search/base/date.h"

namespace dateline {

// A query as its writer meant it: a tree of values, made by parse_query() before any index is
// looked at and before text becomes terms (QueryBuilder does both). docs/query-language.md is its
// manual.
struct QueryNode {
  enum class Kind : std::uint8_t {
    everything,      // every article: the empty query, or *
    word,            // `text`
    phrase,          // the words of `text` in this order; `slop` other words may stand among them
    all_of,          // every child
    any_of,          // at least one child
    without,         // children[0], but not children[1]
    rank_with,       // children[0]; children[1] only raises the score
    near,            // every child within `distance` words of the others; `ordered`: in this order
    same_sentence,   // every child in one sentence
    same_paragraph,  // every child in one paragraph
    at_least,        // children[0] at least `count` times
    zone,            // children[0], looked for in `zone` only
    filter,          // the field `field` has the value `text`
    dates,           // published from `from` to `to`, inclusive; either may be missing
  };

  enum class Zone : std::uint8_t { title, lead };  // lead: title, summary and first paragraph

  Kind kind = Kind::everything;
  std::string text;  // as typed, without operators and quotes
  std::vector<QueryNode> children;

  // Of a word.
  bool exact = false;     // quoted: this form only, no stem, variant or synonym
  bool wildcard = false;  // * (any letters) and ? (one letter) in `text` are wildcards
  bool capitals = false;  // caps:WHO: only where it is written in capitals
  bool headline = false;  // of a headline in capitals, where they tell nothing
  int fuzzy = 0;          // letters that may differ: 0, 1 or 2
  double weight = 1;      // factor on its score (word^2); also of a phrase

  std::size_t slop = 0;      // of a phrase
  std::size_t distance = 0;  // of near
  bool ordered = false;      // of near
  std::size_t count = 0;     // of at_least
  Zone zone = Zone::title;   // of zone
  std::string field;         // of filter: a filter field's name
  std::optional<Date> from;  // of dates
  std::optional<Date> to;

  std::size_t begin = 0;  // bytes of the query that this node was read from
  std::size_t end = 0;

  bool operator==(const QueryNode&) const = default;
};

// The tree as an S-expression on one line, for tests and for explaining a query:
//   syria w/5 iraq -"peace talks"~2  is  (not (near 5 syria iraq) (slop 2 "peace talks"))
std::string to_text(const QueryNode& node);

}  // namespace dateline
