#include "indexer/build/known/pushed_articles.h"

#include <fstream>

#include <gtest/gtest.h>

#include "search/base/content_hash.h"
#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

const PushedArticle kOne{
    .sequence = 1, .hash = RecordHash{1, 2}, .language = "en", .text_bytes = 10};
const PushedArticle kRemoval{.sequence = 2,
                             .hides = HiddenArticle{RecordHash{3, 4}, RecordHash{5, 6}}};

TEST(PushedArticles, AreThoseOfTheirGeneration) {
  const TempFolder index;
  PushedArticles pushed;
  pushed.set("one", kOne);
  write_pushed(index.path(), 1, pushed, Write::changes);
  pushed.set("two", kRemoval);
  pushed.erase("one");
  write_pushed(index.path(), 2, pushed, Write::changes);
  EXPECT_EQ(read_pushed(index.path(), 1)->all(), (PushedArticles::Map{{"one", kOne}}));
  EXPECT_EQ(read_pushed(index.path(), 2)->all(), (PushedArticles::Map{{"two", kRemoval}}));
  EXPECT_TRUE(read_pushed(index.path(), 2)->changed().empty());
}

TEST(PushedArticles, ForgetGenerationsThatNeverBecameCurrent) {
  const TempFolder index;
  PushedArticles pushed;
  pushed.set("one", kOne);
  write_pushed(index.path(), 1, pushed, Write::changes);
  pushed.set("two", kRemoval);
  write_pushed(index.path(), 2, pushed, Write::changes);
  std::ofstream(pushed_path(index.path()), std::ios::app) << "[2,\"cut o";
  clean_pushed(index.path(), 1);
  EXPECT_EQ(read_pushed(index.path(), 2)->all(), (PushedArticles::Map{{"one", kOne}}));
}

TEST(PushedArticles, CannotBeToldOfAGenerationBeforeTheyWereWrittenAnew) {
  const TempFolder index;
  PushedArticles pushed;
  pushed.set("one", kOne);
  write_pushed(index.path(), 3, pushed, Write::everything);
  EXPECT_FALSE(read_pushed(index.path(), 2));
  EXPECT_EQ(read_pushed(index.path(), 3)->all(), (PushedArticles::Map{{"one", kOne}}));
}

// A flipped bit of the last line break looks like a line that a crash cut.
TEST(PushedArticles, AreNotToldWhereTheEndOfAPublishedLineIsDamaged) {
  const TempFolder index;
  PushedArticles pushed;
  pushed.set("one", kOne);
  write_pushed(index.path(), 12, pushed, Write::changes);
  const auto size = std::filesystem::file_size(pushed_path(index.path()));
  for (const auto cut : {size - 1, size - 20}) {
    std::filesystem::resize_file(pushed_path(index.path()), cut);
    clean_pushed(index.path(), 12);
    EXPECT_FALSE(read_pushed(index.path(), 12)) << cut;
  }
  std::filesystem::resize_file(pushed_path(index.path()), 2);  // "[1" of 12, or of 13
  EXPECT_TRUE(read_pushed(index.path(), 12));
}

// A line with the hash that it ought to have.
std::string sealed(const std::string& line) {
  return line.substr(0, line.size() - 1) + ",\"#" + content_hash(line + "\n") + "\"]";
}

bool are_told(const std::string& line) {
  const TempFolder index;
  index.write("sources/pushed.jsonl", line + "\n");
  clean_pushed(index.path(), 1);
  return read_pushed(index.path(), 1).has_value();
}

TEST(PushedArticles, AreNotToldByALineWithoutContentOrWithNumbersThatAreNone) {
  EXPECT_FALSE(are_told(R"(["#99aa06d3014798d86001c324468d497f"])"));
  EXPECT_FALSE(are_told("{}"));
  for (const char* const line : {"[-1]", "[1.5,\"a\",0]", "[1,\"a\",-2]",
                                 "[1,\"a\",2,null,\"en\",1e+99,null,null]", "[1,\"a\"]"})
    EXPECT_FALSE(are_told(sealed(line))) << line;
}

TEST(PushedArticles, AreNotToldByALineWithoutItsHash) {
  for (const std::string line :
       {"[1]", R"([1,"a",0])", R"([1,"a",2,null,"en",7,null,null])", R"([1,"#a",0])"}) {
    EXPECT_TRUE(are_told(sealed(line))) << line;
    EXPECT_FALSE(are_told(line)) << line;
  }
}

TEST(PushedArticles, AreNotToldWhereAnyByteOfALineIsChanged) {
  const std::string line = sealed(R"([1,"a",2,null,"en",7,null,null])");
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::string damaged = line;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_FALSE(are_told(damaged)) << damaged;
  }
}

TEST(PushedArticles, AreNoneWhereNothingWasPushed) {
  const TempFolder index;
  EXPECT_TRUE(read_pushed(index.path(), 1)->all().empty());
}

}  // namespace
}  // namespace dateline
