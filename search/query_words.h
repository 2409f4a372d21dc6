#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "search/generation.h"
#include "search/query_part.h"
#include "search/stemmer.h"

namespace dateline {

// One word of a query's text, cut by the same Tokenizer as the articles.
struct QueryWord {
  std::string surface;
  std::string folded;
  bool acronym = false;
  std::vector<std::string> parts;  // of a compound
};

std::vector<QueryWord> query_words(std::string_view text);

// Tells which terms and positions a word has in one generation. Belongs to one thread.
class QueryWords {
 public:
  explicit QueryWords(std::shared_ptr<const Generation> generation);

  // The word in all forms of its stem.
  QueryPart in_any_form(const QueryWord& word) const;

  // The word in this form only.
  QueryPart in_this_form(const QueryWord& word) const { return in_forms({word.folded}); }

  // The articles that have a word with one of these folded spellings.
  QueryPart in_forms(std::vector<std::string> folded) const;

  // The word where it is written in capitals.
  QueryPart as_acronym(const QueryWord& word) const;

  // Candidates for the word in this form: those with its stems. Whoever asks decides on the form.
  QueryPart candidates(const QueryWord& word) const;

  // Whether one who writes the word in capitals means the acronym: the archive has it as one, and
  // has the same letters as an ordinary word too. IS, US, WHO; ISIS or NATO need no such care, and
  // are found in all-capital headlines as well.
  bool means_acronym(const QueryWord& word) const;

  bool is_common_word(const QueryWord& word) const;  // written without a capital
  bool is_stop_word(const QueryWord& word) const;
  bool occurs(std::string_view folded) const;
  bool has_word(std::string_view folded) const;  // which no hyphen parts

  // Whether an article has this term, which is one of search/fields.h.
  bool has_term(const std::string& term) const;

  // How the archive parts the word by hyphens: counterterrorism is counter and terrorism.
  std::vector<std::vector<std::string>> splits_of(std::string_view folded) const;

  // `query`, scaled so that it weighs no more for having rarer words than `typed`.
  IndexQuery no_heavier(IndexQuery query, const IndexQuery& typed) const;

  const std::shared_ptr<const Generation>& generation() const { return generation_; }

 private:
  template <typename Predicate>
  bool has_form(std::string_view folded, const Predicate& is_wanted) const;
  std::vector<LexiconEntry> forms_of(const std::vector<std::string>& folded) const;
  std::vector<std::string> stems_of(const QueryWord& word) const;
  std::vector<std::string> stems_of_others(const std::vector<std::string>& stems,
                                           const std::vector<std::string>& folded) const;
  bool tells_accents(const QueryWord& word) const;
  double rarity(const IndexQuery& query) const;
  PositionNode stems_position(std::vector<std::string> stems) const;

  std::shared_ptr<const Generation> generation_;
  Xapian::Database postings_;
  std::vector<LanguageId> languages_;  // that the articles have
  mutable Stemmer stemmer_;            // a cache
};

}  // namespace dateline
