#pragma once

#include <optional>
#include <string_view>

#include "search/query/query_budget.h"
#include "search/query/query_node.h"
#include "search/query/query_notes.h"
#include "search/query/query_token.h"
#include "search/query/search_request.h"

namespace dateline {

// Makes the leaves of a query's tree: words, phrases, filters and dates. `field` is the one whose
// value is read, null outside of any.
class QueryLeaves {
 public:
  // All must outlive this.
  QueryLeaves(std::string_view query, Operator words, QueryBudget& budget, QueryNotes& notes);

  // What stands between two spaces: a word, or several without a space between them. None for what
  // holds no letter and no digit.
  std::optional<QueryNode> text_word(const QueryToken& token, const QueryField* field);

  // A word, where what is quoted has no space.
  QueryNode phrase(const QueryToken& token, const QueryField* field);

  QueryNode filter(const QueryToken& token, const QueryField& field);

  // A dates node; a word where the text is no date.
  QueryNode dates(const QueryToken& token, const QueryField& field);

  void note_useless_tilde(const QueryToken& token);

 private:
  QueryNode word(const QueryToken& token, const QueryField* field);
  QueryNode address(const QueryToken& token, const QueryField* field);
  void set_capitals(QueryNode& word, const QueryField* field);
  void set_wildcard(QueryNode& word, const QueryToken& token);
  void set_fuzzy(QueryNode& word, const QueryToken& token);
  void set_weight(QueryNode& leaf, const QueryToken& token);

  std::string_view query_;
  Operator words_;
  bool is_single_word_;  // the whole query
  QueryBudget& budget_;
  QueryNotes& notes_;
};

}  // namespace dateline
