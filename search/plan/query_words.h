#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "search/match/collection_statistics.h"
#include "search/plan/query_part.h"
#include "search/store/archive_languages.h"
#include "search/store/generation.h"
#include "search/store/text/stemmer.h"
#include "search/store/unknown_language.h"

namespace dateline {

// One word of a query's text, cut by the same Tokenizer as the articles.
struct QueryWord {
  std::string surface;
  std::string folded;
  bool acronym = false;
  std::string head;                // as in Token
  std::vector<std::string> parts;  // of a compound
  bool elided = false;             // as in Token
  bool single = false;             // a character of a script without spaces
  bool beside = false;             // single, and right behind another
};

std::vector<QueryWord> query_words(std::string_view text);

// Tells which terms and positions a word has in one generation. Belongs to one thread.
class QueryWords {
 public:
  explicit QueryWords(std::shared_ptr<const Generation> generation);

  // Whether the query that its words come from has marks above or below some letters: then those
  // without were typed so on purpose.
  enum class TypedMarks : std::uint8_t { none, some };
  void begin(TypedMarks marks);  // each query

  // The word in all forms of its stem.
  QueryPart in_any_form(const QueryWord& word) const;

  // The word in this form only.
  QueryPart in_this_form(const QueryWord& word) const { return in_forms({word.folded}); }

  // The word in those forms of its stem that are names of the archive: Maine, and not main.
  QueryPart as_name(const QueryWord& word) const;

  // The articles that have a word with one of these folded spellings.
  QueryPart in_forms(std::vector<std::string> folded) const;

  // The word where it is written in capitals.
  QueryPart as_acronym(const QueryWord& word) const;

  // Candidates for the word in this form: those with its stems. Whoever asks decides on the form.
  QueryPart candidates(const QueryWord& word) const;

  // Whether one who writes the word in capitals means the acronym, and the articles with the
  // ordinary word are none that are meant: IS, US, WHO, AIDS. ISIS, NATO and names need no such
  // care, and are found in all-capital headlines as well; nor does OIL, which the archive writes so
  // seldom that it is emphasis there.
  bool means_acronym(const QueryWord& word) const;

  // Whether the archive has the word in capitals, in a text that is not all in capitals.
  bool occurs_in_capitals(const QueryWord& word) const;

  // Whether it is an ordinary word: a stop word, or written small inside sentences more often than
  // with a capital. How it is written at their start, and in headlines, tells nothing.
  bool is_common_word(const QueryWord& word) const;

  // In the language that the archive mostly has it in.
  bool is_stop_word(const QueryWord& word) const;

  // Whether the archive writes the word with a capital inside sentences, but for a few times.
  bool is_name(std::string_view folded) const;

  // The same of a word whose script has no capitals, which cannot tell.
  bool may_be_name(std::string_view folded) const;

  // Whether it may be a syllable of a name that is also written as one: the Hà of Hà Nội.
  bool may_be_syllable(std::string_view folded) const;

  std::uint64_t occurrences(std::string_view folded) const;

  // Whether some forms of its stem are names, and others ordinary words; and whether the index can
  // tell which is where without reading many token streams.
  bool shares_stem_with_words(const QueryWord& word) const;
  bool tells_names(const QueryWord& word) const;

  // The articles that have the word in the form in which it was typed, before those that have it in
  // others, or under another name; `any_form` is the word in all its forms. With a share below 1,
  // none where that form is the usual one: most articles have it anyway.
  std::vector<Preference> as_typed(const QueryWord& word, const IndexQuery& any_form,
                                   double share) const;
  bool occurs(std::string_view folded) const;
  bool occurs_in_usual_language(std::string_view folded) const;  // not in a stray article alone
  bool has_word(std::string_view folded) const;                  // which no hyphen parts

  // Of all forms of its stem, in all languages.
  std::vector<LexiconEntry> all_forms(const QueryWord& word) const {
    return forms_with(terms_of(word));
  }

  // Whether an article has this term, which is one of search/store/article/fields.h.
  bool has_term(const std::string& term) const;

  // How the archive parts the word by hyphens: counterterrorism is counter and terrorism.
  std::vector<std::vector<std::string>> splits_of(std::string_view folded) const;

  // `query`, scaled so that it weighs no more for having rarer words than `typed`.
  IndexQuery no_heavier(IndexQuery query, const IndexQuery& typed) const;

  const std::shared_ptr<const Generation>& generation() const { return generation_; }

 private:
  // How the archive uses a word, in its usual languages.
  struct Usage {
    std::uint64_t capitals = 0;  // ISIS
    std::uint64_t capitalised = 0;
    std::uint64_t small = 0;
  };

  Usage usage_of(std::string_view folded) const;
  const std::vector<LexiconEntry>& forms_of(std::string_view folded) const;
  std::vector<LexiconEntry> forms_of_any(const std::vector<std::string>& folded) const;
  std::vector<LexiconEntry> forms_meant(const QueryWord& word) const;
  std::vector<LexiconEntry> forms_with(const std::vector<std::string>& terms) const;
  std::vector<std::string> terms_of(const QueryWord& word) const;
  void add_terms_of_other_letters(const QueryWord& word, std::vector<std::string>& terms) const;
  std::vector<std::string> terms_of_others(const std::vector<std::string>& terms,
                                           const std::vector<std::string>& folded) const;
  bool is_usual_form(const QueryWord& word, const std::vector<std::string>& terms) const;
  std::vector<std::string> names_of(const QueryWord& word) const;
  bool tells_accents(const QueryWord& word) const;
  double rarity(const IndexQuery& query) const;

  std::shared_ptr<const Generation> generation_;
  Xapian::Database postings_;
  CollectionStatistics statistics_;
  const ArchiveLanguages& languages_;
  TypedMarks typed_marks_ = TypedMarks::none;
  mutable UnknownLanguage unknown_;  // these are caches; the last one of a query's words, each of
  mutable Stemmer stemmer_;          // which is asked about many times
  mutable std::map<std::string, std::vector<LexiconEntry>, std::less<>> known_forms_;
};

}  // namespace dateline
