#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Rules of config/languages for the ends of words, `ões>ão`: the first that a word of the language
// ends in is replaced, where two letters are left before it; and for their beginnings, of which the
// first is taken off where three are left. Safe for any number of threads.

// A word as the Snowball stemmer of its language is to read it: eleições is eleição.
std::string before_stemming(std::string_view word, std::string_view language);

// What the stemmer made of it, so that forms that it leaves apart have the same stem: huiz is huis.
std::string after_stemming(std::string stem, std::string_view language);

}  // namespace dateline
