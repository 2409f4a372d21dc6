#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/base/string_table.h"
#include "search/store/text/stemmer.h"

namespace dateline {

// A Stemmer that keeps what it has made: a build meets most words once in every segment, and to
// look a word up costs a tenth of stemming it. Belongs to one thread. At most some 10 MB: where it
// is full, it begins anew.
class RememberedStems {
 public:
  // As Stemmer::stem(). The reference lives until the next call.
  const Stem& stem(std::string_view word, LanguageId language);

 private:
  Stemmer stemmer_;
  StringTable words_;        // each with its language
  std::vector<Stem> stems_;  // by the number of the word
  std::string key_;
};

}  // namespace dateline
