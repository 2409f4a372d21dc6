#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The spelling that an English word is stemmed in: of British and American ones the American
// (defence is defense, organised organized), and of plurals that no stemmer undoes the singular
// (women). The words are in config/languages/english_spellings.txt. `word` is in small letters;
// linear in it.
std::string usual_spelling(std::string_view word);

}  // namespace dateline
