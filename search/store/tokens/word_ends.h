#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "search/store/tokens/lexicon.h"

namespace dateline {

// Finds the words of a lexicon by their ends: of languages that write compounds as one word, and
// long enough to be one. Made in time linear in the lexicon but for sorting
// numbers; 8 bytes for each word of these languages. For any number of threads.
class WordEnds {
 public:
  WordEnds() = default;
  explicit WordEnds(const Lexicon& lexicon);

  // The forms whose folded spelling ends in `end`, which has 4 bytes at least, and is longer, the
  // most frequent first. `lexicon` is the one that this was made of.
  std::vector<FormId> ending_in(std::string_view end, const Lexicon& lexicon) const;

 private:
  std::vector<std::uint64_t> by_end_;  // the last four bytes << 32 | the form
};

}  // namespace dateline
