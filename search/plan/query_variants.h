#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/plan/query_words.h"
#include "search/plan/thesaurus.h"
#include "search/query/search_request.h"

namespace dateline {

// What is searched besides a word or a phrase that was typed: synonyms, the spellings of a given
// name, and the names of the archive that sound like it. Belongs to one thread.
class QueryVariants {
 public:
  // `thesaurus` may be null. `index` must outlive this.
  QueryVariants(const QueryWords& index, std::shared_ptr<const Thesaurus> thesaurus);

  // What is searched as well: `text` as a reader would write it.
  struct Addition {
    std::string text;
    IndexQuery query;  // it alone
  };

  struct Broadened {
    QueryPart part;
    std::vector<Addition> additions;
  };

  // `typed`, or what else one word may be called. A synonym weighs less than half of what was
  // typed; another spelling of a name so little that it does not stand above the one that was
  // typed.
  Broadened of_word(const SynonymWord& word, QueryPart typed, const Besides& wanted) const;

  // The same for the compounds that have the word as a part, in any form.
  Broadened of_compounds(const std::vector<std::string>& compounds, QueryPart typed,
                         const Besides& wanted) const;

  // The same for phrases of a synonym group.
  Broadened of_phrase(std::span<const Synonyms::Phrase> alternatives, QueryPart typed,
                      const Besides& wanted) const;

  const Synonyms& synonyms() const { return thesaurus_->words; }

 private:
  enum class Forms : std::uint8_t { this_one, any };

  struct Alternative {
    Synonyms::Phrase phrase;
    double weight = 0;  // of what was typed
    Forms forms = Forms::this_one;
  };

  std::vector<Alternative> other_spellings(std::string_view folded) const;
  bool is_spelling_of(std::string_view folded, std::string_view other) const;
  Broadened broadened(const std::vector<Alternative>& alternatives, QueryPart typed,
                      const Besides& wanted) const;
  QueryPart alternative(const Synonyms::Phrase& phrase) const;
  QueryPart in_any_form(const SynonymWord& word) const;

  const QueryWords& index_;
  std::shared_ptr<const Thesaurus> thesaurus_;  // never null
};

}  // namespace dateline
