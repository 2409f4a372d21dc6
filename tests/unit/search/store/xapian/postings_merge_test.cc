#include "search/store/xapian/postings_merge.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/store/xapian/postings_scanner.h"
#include "search/store/xapian/postings_writer.h"
#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

constexpr std::uint32_t kDocuments = 40;

void write_sound(const std::filesystem::path& path) {
  PostingsWriter writer(path, std::vector<std::uint32_t>(kDocuments, 3));
  for (const char* const term : {"ferry", "harbour", "oil"}) {
    std::vector<Posting> postings;
    for (std::uint32_t document = 0; document < kDocuments; document += 3)
      postings.push_back({document, 1});
    writer.add(term, postings);
  }
  writer.finish();
}

bool are_in_order(const std::filesystem::path& path) {
  PostingsScanner scanner(path);
  std::vector<std::uint32_t> lengths;
  scanner.append_lengths(lengths);
  std::string before;
  while (scanner.next()) {
    std::vector<Posting> postings;
    scanner.append_to(postings, 0);
    if (scanner.term() <= before || postings.back().document >= lengths.size()) return false;
    for (std::size_t i = 1; i < postings.size(); ++i) {
      if (postings[i].document <= postings[i - 1].document) return false;
    }
    before = scanner.term();
  }
  return true;
}

// Every byte in turn: the merged postings are in order, or the damage is refused.
TEST(PostingsMerge, PassesNoDisorderOn) {
  const TempFolder folder;
  const std::filesystem::path path = folder.path() / "damaged";
  write_sound(path);
  std::ifstream in(path, std::ios::binary);
  const std::string sound{std::istreambuf_iterator<char>(in), {}};
  const std::array inputs = {path, path};
  int refused = 0;
  for (std::size_t at = 0; at < sound.size(); ++at) {
    if (sound[at] == '\0') continue;  // most of a block is empty
    for (const char flip : {'\x01', '\x20', '\x80'}) {
      std::string damaged = sound;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      std::ofstream(path, std::ios::binary) << damaged;
      try {
        merge_postings(inputs, folder.path() / "merged");
        EXPECT_TRUE(are_in_order(folder.path() / "merged")) << at;
      } catch (const IndexError&) {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace dateline
