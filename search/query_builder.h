#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <xapian.h>

#include "search/generation.h"
#include "search/position_matcher.h"
#include "search/query_node.h"
#include "search/stemmer.h"
#include "search/thesaurus.h"

namespace dateline {

// A query made ready for one generation.
struct BuiltQuery {
  std::optional<Xapian::Query>
      query;  // none: it had nothing that can be searched, such as "&" or nothing at all
  std::vector<PositionNode>
      marks;  // what to mark in the articles found: each word and phrase that was asked for
  std::vector<std::string> notes;
  std::vector<std::string> also_searched;  // spellings and synonyms that the archive has
};

// Turns a tree of words into postings and positions: the only place that knows which terms a word
// has. Text becomes words by the same Tokenizer as in the index. Belongs to one thread.
class QueryBuilder {
 public:
  // `thesaurus` may be null.
  QueryBuilder(std::shared_ptr<const Generation> generation,
               std::shared_ptr<const Thesaurus> thesaurus);

  // Whether stop words that stand beside other words, joined by OR, are left out: where words were
  // joined by default, not where the writer typed OR.
  enum class StopWords : std::uint8_t { keep, drop };

  BuiltQuery build(const QueryNode& root, StopWords in_any_of);

 private:
  // A part of the query: its postings, and where its words stand, which operators around it may
  // need.
  struct Part {
    std::optional<Xapian::Query> query;
    std::optional<PositionNode> position;
  };

  // One word of the query's text and how it is to be read.
  struct Word {
    std::string surface;
    std::string folded;
    bool acronym = false;
    std::vector<std::string> parts;  // of a compound
  };

  Part part_of(const QueryNode& node);
  Part word_part(const QueryNode& node);
  Part phrase_part(const QueryNode& node);
  Part together_part(const QueryNode& node);
  Part zone_part(const QueryNode& node);
  Part at_least_part(const QueryNode& node);
  Part any_of_part(const QueryNode& node);
  std::vector<const QueryNode*> without_stop_words(const QueryNode& node) const;
  Part all_of_part(const QueryNode& node);
  Part without_part(const QueryNode& node);
  Part rank_with_part(const QueryNode& node);
  Part filter_part(const QueryNode& node);
  Part dates_part(const QueryNode& node);
  Part pattern_part(const QueryNode& node);
  Part sequence_part(const std::vector<Word>& words, bool exact);
  Part broadened(Part typed, std::span<const Synonyms::Phrase> phrases,
                 const std::vector<std::string>& spellings);
  Part with_variants(std::span<const Word> words, Part typed);
  Part alternative_part(const Synonyms::Phrase& phrase) const;
  std::size_t synonym_run(const std::vector<const QueryNode*>& nodes, std::size_t at,
                          std::vector<Part>& parts);
  bool occurs(std::string_view folded) const;

  std::vector<Word> words_of(std::string_view text) const;
  Part stem_part(const Word& word) const;
  Part exact_part(const Word& word) const;
  Part acronym_part(const Word& word) const;
  Part cover_part(const std::vector<std::string>& folded) const;
  std::vector<std::string> stems_of(const Word& word) const;
  PositionNode stems_position(std::vector<std::string> stems) const;
  bool means_acronym(const Word& word) const;
  bool is_plain_stop_word(const QueryNode& node) const;
  std::vector<std::string> matching_spellings(const QueryNode& node, std::string_view folded);
  Xapian::Query filtered(const Xapian::Query& candidates, const PositionNode& position) const;

  std::shared_ptr<const Generation> generation_;
  std::shared_ptr<const Thesaurus> thesaurus_;  // never null
  std::vector<LanguageId> languages_;           // that the articles have
  mutable Stemmer stemmer_;                     // a cache
  bool all_capitals_ = false;  // the query is written in capitals: they tell nothing
  StopWords in_any_of_ = StopWords::keep;
  bool marking_ = true;  // false inside what must not match
  BuiltQuery result_;
};

}  // namespace dateline
