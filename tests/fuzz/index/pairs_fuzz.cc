#include "search/store/tokens/word_pairs.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  constexpr FormId kForms = 40;
  const WordPairs pairs(path);
  PairDocuments found(pairs.stripes());
  DocumentBits possible(pairs.stripes());
  // One pair in 40: all of them take most of the time, and look at the same rows.
  for (FormId first = 0; first < kForms; ++first) pairs.find({first, first * 7 % kForms}, found);
  for (FormId rare = kRareForm; rare < kRareForm + 20; ++rare) pairs.find_rare(rare, possible);
}

}  // namespace dateline
