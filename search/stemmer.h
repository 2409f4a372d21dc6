#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <xapian.h>

namespace dateline {

// A language as the index stores it: its place in kLanguages.
using LanguageId = std::uint8_t;

// 0: a language that has no stemmer, or none known. Otherwise the number of the stemmer, which is
// written to the index: a new one goes to the end of the table in stemmer.cc, and raises no schema
// version.
LanguageId language_id(std::string_view code);

// "en"; empty for 0.
std::string_view language_code(LanguageId language);

// Reduces words to stems with the Snowball stemmer of their language (Xapian's). Belongs to one
// thread.
class Stemmer {
 public:
  // The stem, folded, of a word in small letters. Words with digits, and names that stemming would
  // turn into other words (Hamas, Paris, Athens), stay whole.
  std::string stem(std::string_view word, LanguageId language);

 private:
  std::map<LanguageId, Xapian::Stem> stems_;
};

}  // namespace dateline
