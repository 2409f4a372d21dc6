#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/store/generation.h"
#include "search/store/text/stemmer.h"

namespace dateline {

// Lets articles of unknown language take part through the archive's main one. Which that is, an
// archive tells only when it is whole: so their words are indexed as they are written, and what
// they have in common is found out here, when it is asked for. Belongs to one thread.
class UnknownLanguage {
 public:
  explicit UnknownLanguage(const Generation& generation);

  // The terms of such articles' words that have this stem in the main language. Looks at the forms
  // that start like it: O(log n) and those.
  std::vector<std::string> terms_of(std::string_view stem);

  // The term of the form, as if its article were known to be in the main language.
  std::string term_of(const LexiconEntry& form);

  // The term, and those that terms_of() finds where it is one of the main language.
  std::vector<std::string> with_unknown(std::string_view term);

 private:
  Stem stem_of(const LexiconEntry& form);

  const Generation& generation_;
  LanguageId main_;
  bool takes_part_;  // there are such articles, and a main language
  Stemmer stemmer_;
};

}  // namespace dateline
