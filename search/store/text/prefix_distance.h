#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// How far the beginnings of words are from a prefix: the least number of insertions, deletions,
// replacements and swaps of neighbours (optimal string alignment, as WithinDistance) that make
// the prefix of any beginning of the word. For words that are given in order: what a word has in
// common with the one before is not compared again.
class PrefixDistance {
 public:
  // `most`: greater distances are none.
  PrefixDistance(std::string_view prefix, int most);

  struct Result {
    std::optional<int> errors;
    // Where there is none: no word that starts with so many bytes of this one has any; 0: not
    // known.
    std::size_t dead_end = 0;
  };

  Result of(std::string_view word);

  // The same of the whole word, nothing less: of all words given in order, few are compared.
  Result of_whole(std::string_view word);

 private:
  void read_letter(std::size_t place, char32_t letter);
  bool is_dead(std::size_t letters) const;
  void add_row(char32_t letter);

  std::u32string prefix_;
  int most_;
  std::u32string word_;                 // as far as there are rows
  std::vector<std::vector<int>> rows_;  // distance of so many letters of the word to the prefix's
};

}  // namespace dateline
