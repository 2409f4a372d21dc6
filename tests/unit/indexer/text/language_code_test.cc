#include "indexer/text/language_code.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(LanguageCode, IsTheShortestOfIso639) {
  EXPECT_EQ(language_code("en"), "en");
  EXPECT_EQ(language_code("en_US"), "en");
  EXPECT_EQ(language_code("EN-us"), "en");
  EXPECT_EQ(language_code("eng"), "en");
  EXPECT_EQ(language_code("ger"), "de");
  EXPECT_EQ(language_code("deu"), "de");
  EXPECT_EQ(language_code("fil"), "fil");
}

TEST(LanguageCode, IsMeantByTheCodeOfACountry) {
  EXPECT_EQ(language_code("kr"), "ko");
  EXPECT_EQ(language_code("jp"), "ja");
  EXPECT_EQ(language_code("cn"), "zh");
  EXPECT_EQ(language_code("iw"), "he");
}

TEST(LanguageCode, IsKnownByItsName) {
  EXPECT_EQ(language_code("English"), "en");
  EXPECT_EQ(language_code("deutsch"), "de");
  EXPECT_EQ(language_code("русский"), "ru");
}

TEST(LanguageCode, IsNothingElse) {
  EXPECT_EQ(language_code("utf-8"), "");
  EXPECT_EQ(language_code("xx"), "");
  EXPECT_EQ(language_code("text/html"), "");
  EXPECT_EQ(language_code(""), "");
}

}  // namespace
}  // namespace dateline
