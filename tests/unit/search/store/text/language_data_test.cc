#include "search/store/text/language_data.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::vector<std::string_view> words_of(std::string_view section, std::string_view language) {
  for (const LanguageWords& of_one : words_by_language(section)) {
    if (of_one.language == language) return of_one.words;
  }
  return {};
}

TEST(LanguageData, KeepsTheLanguagesOfASectionApart) {
  EXPECT_THAT(words_of("stop words", "en"), Contains("the"));
  EXPECT_THAT(words_of("stop words", "de"), Contains("für"));
  EXPECT_THAT(words_of("stop words", "en"), Not(Contains("für")));
}

TEST(LanguageData, JoinsTheLanguagesOfASection) {
  EXPECT_THAT(words_of_languages("particles"), Contains("的"));
  EXPECT_THAT(words_of_languages("particles"), Contains("は"));
}

TEST(LanguageData, HasNeitherHeadingsNorCommentsAmongTheWords) {
  for (const std::string_view word : words_of_languages("stop words")) {
    EXPECT_FALSE(word.empty());
    EXPECT_FALSE(word.starts_with('[') || word.starts_with('#')) << word;
  }
}

TEST(LanguageData, RefusesASectionThatNoLanguageHas) {
  EXPECT_THROW(words_of_languages("stopp words"), std::out_of_range);
}

}  // namespace
}  // namespace dateline
