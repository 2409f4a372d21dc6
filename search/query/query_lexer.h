#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "search/query/foreign_syntax.h"
#include "search/query/query_notes.h"
#include "search/query/query_token.h"

namespace dateline {

// The name that `typed` begins with, of letters, digits and _; empty where it is none, or too long
// for one.
std::string_view name_at_begin(std::string_view typed);

// Cuts a query into tokens in time linear in its length. Every byte sequence that
// is UTF-8 has tokens. The query must outlive the lexer and its tokens.
class QueryLexer {
 public:
  QueryLexer(std::string_view query, QueryNotes& notes);

  // All tokens; the last is QueryToken::Kind::end.
  std::vector<QueryToken> read_all();

 private:
  // Why the next token must stand where the last one ended.
  enum class Glue : std::uint8_t { none, sign, colon };

  QueryToken next();
  QueryToken token(QueryToken::Kind kind, std::size_t end);
  QueryToken read_close(std::size_t end);
  QueryToken read_quoted(char32_t open, std::size_t inside);
  QueryToken read_word(Glue glue);
  std::optional<QueryToken> read_operator(std::string_view typed);
  std::optional<QueryToken> read_function(std::string_view typed);
  std::optional<QueryToken> read_field(std::string_view typed);
  void note_bare_field(std::string_view name, std::size_t behind);

  // What other archives write; see foreign_syntax.h.
  std::optional<QueryToken> read_foreign_operator(std::string_view typed);
  std::optional<QueryToken> read_foreign_name(std::string_view typed);
  std::optional<QueryToken> read_several_names(std::string_view typed, std::string_view name);
  std::optional<QueryToken> read_foreign_field(const ForeignName& name, std::size_t sign);
  std::optional<QueryToken> read_dates_behind(std::size_t begin, std::size_t value);
  std::optional<QueryToken> read_dates_in_words(std::string_view typed);
  std::optional<QueryToken> read_glued_nearness(std::string_view typed);
  std::optional<QueryToken> read_tagged(std::string_view typed);
  QueryToken skip_to(std::size_t at, Glue glue);
  std::size_t value_end(std::size_t begin);
  QueryToken read_plain(std::string_view typed, Glue glue);
  QuerySuffix read_suffix(std::size_t& end) const;

  bool excludes_by_exclamation(std::size_t at) const;
  std::size_t word_end(std::size_t begin);
  bool is_doubled(char32_t open, std::size_t inside) const;
  bool opens_quote(std::size_t at, std::size_t word_begin);
  bool is_inside_hebrew_word(std::size_t at) const;
  bool closes_single_quote(std::size_t at) const;
  bool ends_word(std::size_t at) const;
  std::size_t last_single_close();

  std::string_view query_;
  QueryNotes& notes_;
  bool is_headline_;
  bool has_small_letters_;
  std::optional<QueryToken> pending_;  // the next one, where it was read with the last
  std::size_t at_ = 0;
  Glue glue_ = Glue::none;
  std::size_t word_end_ = 0;  // of the word last looked at
  std::size_t last_straight_quote_;
  std::optional<std::size_t> last_single_close_;  // made when first asked for
};

}  // namespace dateline
