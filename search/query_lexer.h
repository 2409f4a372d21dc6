#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "search/query_node.h"
#include "search/query_notes.h"

namespace dateline {

// A name that may stand before a colon: title:lavrov, before:2018.
struct QueryField {
  enum class Kind : std::uint8_t {
    title,
    lead,
    capitals,
    filter,
    on,      // date:2017, date:2017-01..2017-06
    before,  // ends before the date's first day
    after,   // starts after the date's last day
    since,   // starts with the date's first day
    until,   // ends with the date's last day
  };

  std::string_view typed;  // in small letters; read without regard to case
  Kind kind = Kind::filter;
  std::string_view filter;  // the filter field's name
};

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
    at_least,   // atleast5, with its bracket still to come
    end,
  };

  Kind kind = Kind::end;
  std::string_view text;  // of a word or quoted: what to search for; else as typed
  std::size_t begin = 0;  // bytes of the query, with quotes and suffixes
  std::size_t end = 0;
  bool glued = false;  // stands directly behind a field's colon
  QuerySuffix suffix;

  const QueryField* field = nullptr;                  // of field
  QueryNode::Kind proximity = QueryNode::Kind::near;  // of proximity
  bool ordered = false;                               // of proximity
  std::size_t number = 0;                             // the 5 of w/5 and of atleast5
};

// Cuts a query into tokens, one at a time, in time linear in its length. Every byte sequence that
// is UTF-8 has tokens. The query must outlive the lexer and its tokens.
class QueryLexer {
 public:
  QueryLexer(std::string_view query, QueryNotes& notes);

  QueryToken next();

 private:
  // Why the next token must stand where the last one ended.
  enum class Glue : std::uint8_t { none, sign, colon };

  QueryToken token(QueryToken::Kind kind, std::size_t end);
  QueryToken read_close(std::size_t end);
  QueryToken read_quoted(char32_t open, std::size_t inside);
  QueryToken read_word(Glue glue);
  std::optional<QueryToken> read_operator(std::string_view typed);
  std::optional<QueryToken> read_function(std::string_view typed);
  std::optional<QueryToken> read_field(std::string_view typed);
  QueryToken read_plain(std::string_view typed, Glue glue);
  QuerySuffix read_suffix(std::size_t& end) const;

  std::size_t word_end(std::size_t begin);
  bool opens_quote(std::size_t at, std::size_t word_begin);
  bool is_inside_hebrew_word(std::size_t at) const;
  bool closes_single_quote(std::size_t at) const;
  bool ends_word(std::size_t at) const;
  std::size_t last_single_close();

  std::string_view query_;
  QueryNotes& notes_;
  bool is_headline_;
  std::size_t at_ = 0;
  Glue glue_ = Glue::none;
  std::size_t word_end_ = 0;  // of the word last looked at
  std::size_t last_straight_quote_;
  std::optional<std::size_t> last_single_close_;  // made when first asked for
};

}  // namespace dateline
