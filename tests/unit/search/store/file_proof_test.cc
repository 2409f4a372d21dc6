#include "search/store/file_proof.h"

#include <fstream>

#include <gtest/gtest.h>

#include "search/base/error.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

void write(const std::filesystem::path& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

void read_whole(FileProof proof) {
  while (proof.advance()) {
  }
}

TEST(FileProof, ReadsASoundFileInPieces) {
  const TempFolder folder;
  const std::string content(2 * FileProof::kPieceBytes + 1, 'x');
  write(folder.path() / "tokens", content);
  FileProof proof(folder.path(), describe_file(folder.path(), "tokens"));
  EXPECT_TRUE(proof.advance());
  EXPECT_TRUE(proof.advance());
  EXPECT_FALSE(proof.advance());
}

TEST(FileProof, AcceptsAnEmptyFile) {
  const TempFolder folder;
  write(folder.path() / "dictionary", "");
  EXPECT_NO_THROW(read_whole(FileProof(folder.path(), describe_file(folder.path(), "dictionary"))));
}

TEST(FileProof, FindsAFileThatIsChangedCutLongerOrGone) {
  const TempFolder folder;
  write(folder.path() / "tokens", "as it was");
  const ManifestFile published = describe_file(folder.path(), "tokens");
  for (const char* content : {"as it wAs", "as it", "", "as it was, and more"}) {
    write(folder.path() / "tokens", content);
    EXPECT_THROW(read_whole(FileProof(folder.path(), published)), IndexError) << content;
  }
  std::filesystem::remove(folder.path() / "tokens");
  EXPECT_THROW(read_whole(FileProof(folder.path(), published)), IndexError);
}

TEST(FileIdentity, IsThatOfEveryLinkAndOfNoCopy) {
  const TempFolder folder;
  write(folder.path() / "a", "content");
  std::filesystem::create_hard_link(folder.path() / "a", folder.path() / "b");
  std::filesystem::copy(folder.path() / "a", folder.path() / "c");
  EXPECT_EQ(identity_of(folder.path() / "a"), identity_of(folder.path() / "b"));
  EXPECT_NE(identity_of(folder.path() / "a"), identity_of(folder.path() / "c"));
  EXPECT_THROW(identity_of(folder.path() / "d"), IndexError);
}

}  // namespace
}  // namespace dateline
