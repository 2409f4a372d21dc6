#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "search/query/query_dates.h"
#include "search/query/query_fields.h"
#include "search/query/query_node.h"

namespace dateline {

// What stands directly behind a word, a phrase or a closing bracket: ~2, ^1.5.
struct QuerySuffix {
  static constexpr std::size_t kUnsaid = static_cast<std::size_t>(-1);  // a ~ without a number

  std::optional<std::size_t> tilde;
  std::optional<double> weight;
};

struct QueryToken {
  enum class Kind : std::uint8_t {
    word,
    quoted,
    everything,  // *
    open,        // (
    close,       // )
    plus,        // + and - directly before what they apply to
    minus,
    all,        // AND
    any,        // OR
    none,       // NOT
    proximity,  // w/5 pre/5 near/5 /s /p
    field,      // title:
    at_least,   // atleast5, with what it counts still to come
    dates,      // published:[2017 TO 2018], as other archives write it
    skipped,    // what was noted and left out; QueryLexer::read_all() gives none
    end,
  };

  Kind kind = Kind::end;
  std::string_view text;  // of a word or quoted: what to search for; else as typed
  std::size_t begin = 0;  // bytes of the query, with quotes and suffixes
  std::size_t end = 0;
  bool glued = false;  // stands directly behind a field's colon
  QuerySuffix suffix;

  const QueryField* field = nullptr;                  // of field
  DateRange dates;                                    // of dates
  QueryNode::Kind proximity = QueryNode::Kind::near;  // of proximity
  bool ordered = false;                               // of proximity
  bool negated = false;                               // of proximity: NOT w/5
  std::size_t number = 0;                             // the 5 of w/5 and of atleast5
  bool in_small_letters = false;  // of any: typed as a word between words, `oil or gas`
  bool foreign_wildcards =
      false;  // of a word: its ! $ # are wildcards, as other archives have them
};

}  // namespace dateline
