#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Another way to write a word of a language.
struct Respelling {
  std::string word;
  std::size_t tells = 0;  // bytes of it up to the end of the first letter that is another
};

// The ways to write a word, in small letters, in which letters stand for others by the section
// "other letters" of config/languages: Präsident, Praesident; Београд, Beograd. Each place by
// itself where there are few. Which of them are words, only an archive can tell: Steuer is no Stür.
std::vector<Respelling> other_spellings_of(std::string_view word, std::string_view language);

}  // namespace dateline
