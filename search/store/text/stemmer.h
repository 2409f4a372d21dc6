#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <xapian.h>

namespace dateline {

// A language as the index stores it: its number in config/languages, or one of the two below.
using LanguageId = std::uint8_t;

inline constexpr LanguageId kNoStemmer = 0;          // a language without a number
inline constexpr LanguageId kUnknownLanguage = 255;  // of a text too short to tell, or undecided

// The languages that a term can tell apart; see stem_term() in fields.h.
inline constexpr std::size_t kMostLanguages = 59;

// Numbers are written to the index: a language keeps its own, and a new one takes the next, which
// raises no schema version.
LanguageId language_id(std::string_view code);

// "en"; empty where no language has the number.
std::string_view language_code(LanguageId language);

// Whether words of the language that differ in their marks alone have different stems.
bool keeps_marks(LanguageId language);

// Whether the language parts a name from its suffixes by an apostrophe: Ankara'dan.
bool parts_names(LanguageId language);

// What a word has in common with its other forms.
struct Stem {
  std::string text;  // folded
  // Only words of this language have the stem: the French "pain" is no English "pain". kNoStemmer:
  // it is the whole word, which is the same in every language.
  LanguageId language = kNoStemmer;

  bool operator==(const Stem&) const = default;
};

// Reduces words to stems with the Snowball stemmer of their language (Xapian's), or by the endings
// of light_stemmer.h. Belongs to one thread.
class Stemmer {
 public:
  // The stem of a word in small letters. Words with digits, and names that stemming would turn into
  // other words (Hamas, Paris, Athens), stay whole, as do words of a language that no stemmer is
  // for. In a text of unknown language a word is its own stem.
  Stem stem(std::string_view word, LanguageId language);

 private:
  std::map<LanguageId, Xapian::Stem> stems_;
};

}  // namespace dateline
