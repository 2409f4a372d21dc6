#include "search/store/text/stop_words.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(StopWords, AreOfOneLanguage) {
  EXPECT_TRUE(is_stop_word("the", language_id("en")));
  EXPECT_FALSE(is_stop_word("the", language_id("de")));
  EXPECT_FALSE(is_stop_word("the", kNoStemmer));
  EXPECT_FALSE(is_stop_word("the", kUnknownLanguage));
}

TEST(StopWords, AreFoundFolded) {
  EXPECT_TRUE(is_stop_word("fur", language_id("de")));
  EXPECT_TRUE(is_stop_word("meme", language_id("fr")));
  EXPECT_TRUE(is_stop_word("еще", language_id("ru")));
}

TEST(StopWords, KeepTheMarksOfVietnamese) {
  EXPECT_TRUE(is_stop_word("được", language_id("vi")));
  EXPECT_FALSE(is_stop_word("duoc", language_id("vi")));
}

TEST(StopWords, AreToldByTheirScriptInChineseJapaneseAndThai) {
  EXPECT_TRUE(is_particle("的"));
  EXPECT_TRUE(is_particle("について"));
  EXPECT_TRUE(is_particle("ของ"));
  EXPECT_FALSE(is_particle("东京"));
}

}  // namespace
}  // namespace dateline
