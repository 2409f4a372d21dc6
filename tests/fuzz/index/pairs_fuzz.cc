#include "search/store/tokens/word_pairs.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  const WordPairs pairs(path);
  PairDocuments found(pairs.stripes());
  DocumentBits possible(pairs.stripes());
  for (FormId first = 0; first < 40; ++first)
    for (FormId second = 0; second < 40; ++second) pairs.find({first, second}, found);
  for (FormId rare = kRareForm; rare < kRareForm + 20; ++rare) pairs.find_rare(rare, possible);
}

}  // namespace dateline
