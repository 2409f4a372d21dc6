#include "indexer/build/known/pushed_articles.h"

#include <fstream>

#include <gtest/gtest.h>

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

TEST(PushedArticles, AreNoneWhereNothingWasPushed) {
  const TempFolder index;
  EXPECT_TRUE(read_pushed(index.path(), 1)->all().empty());
}

}  // namespace
}  // namespace dateline
