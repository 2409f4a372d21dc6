#include "server/replica/remote_index.h"

#include <string>

#include <gtest/gtest.h>

#include "search/base/error.h"

namespace dateline {
namespace {

constexpr char kHash[] = "00112233445566778899aabbccddeeff";

std::string listing(const std::string& name, const std::string& hash = kHash) {
  return R"({"generation": 7, "files": [{"name": ")" + name + R"(", "bytes": 5, "hash": ")" + hash +
         R"("}], "records": [{"name": "pushed/1.log", "bytes": 9, "identity": "4-2.1"}]})";
}

TEST(RemoteIndex, ReadsWhatAServerLists) {
  const RemoteListing read = parse_listing(listing("generations/000007/manifest.json"));
  EXPECT_EQ(read.generation, 7U);
  ASSERT_EQ(read.files.size(), 1U);
  EXPECT_EQ(read.files[0].content, kHash);
  ASSERT_EQ(read.records.size(), 1U);
  EXPECT_EQ(read.records[0].bytes, 9U);
}

TEST(RemoteIndex, WritesNowhereButBelowTheIndex) {
  for (const char* name : {"../x", "/etc/passwd", "generations/../../x", "generations/", "current",
                           "replica", "sources//x", "generations/./x", "generations/a b", ""}) {
    EXPECT_THROW(parse_listing(listing(name)), RemoteError) << name;
  }
  for (const char* hash : {"../../x", "", "00112233445566778899AABBCCDDEEFF"})
    EXPECT_THROW(parse_listing(listing("generations/000007/a", hash)), RemoteError) << hash;
}

TEST(RemoteIndex, SaysWhatIsNoListAndNoAddress) {
  EXPECT_THROW(parse_listing("<html>"), RemoteError);
  EXPECT_THROW(parse_listing("{}"), RemoteError);
  EXPECT_THROW(RemoteIndex({.url = "news.example"}), InputError);
  EXPECT_THROW(RemoteIndex({.url = "ftp://news.example"}), InputError);
}

}  // namespace
}  // namespace dateline
