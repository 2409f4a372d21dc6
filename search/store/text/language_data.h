#pragma once

#include <string_view>
#include <vector>

// The words of languages that code needs. They stand in config/languages, a file a language, and
// are part of the programs; the README there says what each section holds. Safe for any number of
// threads.
namespace dateline {

// The entries that one language has in a section.
struct LanguageWords {
  std::string_view language;  // "de"; "common" for what all languages share
  std::vector<std::string_view> words;
};

// Those of all languages that have the section, in the order of their codes. What it returns, and
// the words, live as long as the program. Throws std::out_of_range where no file has the section.
const std::vector<LanguageWords>& words_by_language(std::string_view section);

// The same in one list.
std::vector<std::string_view> words_of_languages(std::string_view section);

}  // namespace dateline
