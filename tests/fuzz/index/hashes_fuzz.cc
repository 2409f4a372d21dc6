#include "search/store/article/record_hash.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  const RecordHashes hashes(path);
  for (std::uint32_t i = 0; i < hashes.documents(); ++i)
    require(record_hash_of(to_text(hashes[i])) == hashes[i]);
}

}  // namespace dateline
