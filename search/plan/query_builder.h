#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "search/match/index_query.h"
#include "search/match/position_matcher.h"
#include "search/plan/query_patterns.h"
#include "search/plan/query_variants.h"
#include "search/plan/query_words.h"
#include "search/plan/thesaurus.h"
#include "search/query/query_limits.h"
#include "search/query/query_node.h"
#include "search/store/generation.h"

namespace dateline {

// A query made ready for one generation.
struct BuiltQuery {
  std::optional<IndexQuery>
      query;  // none: it had nothing that can be searched, such as "&" or nothing at all
  std::vector<PositionNode>
      marks;  // what to mark in the articles found: each word and phrase that was asked for
  std::vector<std::string> notes;
  std::vector<QueryVariants::Addition> additions;  // spellings and synonyms that the archive has
  std::uint64_t cost = 0;                          // of making it, in postings: see query_cost.h
};

// Turns a tree of words into postings and positions: what each operator means. What a word is in
// the index, QueryWords knows. Belongs to one thread.
class QueryBuilder {
 public:
  // `thesaurus` may be null.
  QueryBuilder(std::shared_ptr<const Generation> generation,
               std::shared_ptr<const Thesaurus> thesaurus, const QueryLimits& limits = {});
  QueryBuilder(const QueryBuilder&) = delete;  // its parts know one another
  QueryBuilder& operator=(const QueryBuilder&) = delete;

  // Whether stop words that stand beside other words, joined by OR, are left out: where words were
  // joined by default, not where the writer typed OR.
  enum class StopWords : std::uint8_t { keep, drop };

  BuiltQuery build(const QueryNode& root, StopWords in_any_of, const Besides& wanted = {});

 private:
  QueryPart part_of(const QueryNode& node);
  QueryPart word_part(const QueryNode& node);
  QueryPart single_word_part(const QueryNode& node, const QueryWord& word);
  QueryPart typed_part(const QueryNode& node, const QueryWord& word) const;
  QueryPart or_otherwise(const QueryWord& word, QueryPart typed);
  QueryPart or_in_compounds(const QueryWord& word, QueryPart typed);
  QueryPart compound(const QueryNode& node, const std::vector<QueryWord>& words);
  void charge(std::uint64_t postings);
  QueryPart pattern_part(const QueryNode& node);
  QueryPart nearest_first(const PatternSpellings& spellings) const;
  QueryPart unmatched_pattern_part(const QueryNode& node);
  QueryPart phrase_part(const QueryNode& node);
  QueryPart words_in_order(const std::vector<QueryWord>& words, std::size_t slop) const;
  QueryPart together_part(const QueryNode& node);
  QueryPart zone_part(const QueryNode& node);
  QueryPart at_least_part(const QueryNode& node);
  QueryPart any_of_part(const QueryNode& node);
  QueryPart all_of_part(const QueryNode& node);
  QueryPart without_part(const QueryNode& node);
  QueryPart rank_with_part(const QueryNode& node);
  QueryPart url_part(const QueryNode& node);
  QueryPart filter_part(const QueryNode& node);
  QueryPart dates_part(const QueryNode& node) const;
  void add_seams(const QueryNode& node, QueryPart& part) const;

  bool means_acronym(const QueryWord& word) const;
  bool is_plain_stop_word(const QueryNode& node) const;
  std::vector<const QueryNode*> without_stop_words(const QueryNode& node) const;
  std::vector<QueryPart> parts_of(const std::vector<const QueryNode*>& nodes);
  std::size_t synonym_run(const std::vector<const QueryNode*>& nodes, std::size_t at,
                          std::vector<QueryPart>& parts);
  std::size_t joined_pair(const std::vector<const QueryNode*>& nodes, std::size_t at,
                          std::vector<QueryPart>& parts);
  void prefer_names(const QueryNode& node, QueryPart& part) const;
  QueryPart noted(QueryVariants::Broadened broadened);
  void mark(const PositionNode& position);
  void mark_instead(std::size_t marks, const PositionNode& position);

  QueryLimits limits_;
  QueryWords index_;
  QueryVariants variants_;
  StopWords in_any_of_ = StopWords::keep;
  Besides wanted_;
  double own_form_share_ = 0;   // of a word's score: what the form that was typed adds
  double name_share_ = 0;       // of its words' scores: what a name adds whose words stand together
  std::size_t words_ = 0;       // of the query
  bool in_known_name_ = false;  // the words are those of a name that the thesaurus has
  bool marking_ = true;         // false inside what must not match
  BuiltQuery result_;
};

}  // namespace dateline
