#pragma once

#include <cstdint>
#include <string>

#include "search/store/tokens/lexicon.h"

namespace dateline {

// How a folded word is most often written, of the forms of it that the segments have.
class WordSpelling {
 public:
  void add(const LexiconEntry& entry);

  // "Lavrov", "lava", "IS": with a capital where it is mostly a name.
  const std::string& shown() const { return shown_; }
  std::uint64_t occurrences() const { return occurrences_; }

 private:
  std::uint64_t occurrences_ = 0;
  std::uint64_t most_ = 0;  // of one form: `shown_` is how that is written
  std::string shown_;
};

}  // namespace dateline
