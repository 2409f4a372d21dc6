#include <array>

#include "search/store/xapian/postings_merge.h"
#include "search/store/xapian/postings_scanner.h"
#include "tests/fuzz/index/segment_file.h"

// As merging reads it. Xapian itself opens the file only where its hash is that of the manifest.
namespace dateline {

void use_file(const std::filesystem::path& path) {
  PostingsScanner postings(path);
  std::vector<std::uint32_t> lengths;
  postings.append_lengths(lengths);
  std::vector<Posting> all;
  while (postings.next()) postings.append_to(all, 0);
  const std::array inputs = {path, path};
  merge_postings(inputs, path.string() + ".merged");
}

}  // namespace dateline
