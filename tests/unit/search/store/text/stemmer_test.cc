#include "search/store/text/stemmer.h"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string codes_by_number() {
  std::string codes;
  for (LanguageId language = 1; language < kMostLanguages; ++language) {
    const std::string_view code = language_code(language);
    if (!code.empty()) codes.append(code).append(" ");
  }
  return codes;
}

// Indexes have the numbers.
TEST(Stemmer, KeepsTheNumbersOfLanguages) {
  EXPECT_TRUE(codes_by_number().starts_with(
      "en de fr es ru it pt nl sv da no fi hu ro tr ar ca eu hy id ga lt ne ta vi "
      "pl cs sk uk bg hr sr sl el hi lv az sw "))
      << codes_by_number();
  EXPECT_EQ(language_id("en-GB"), 1);
  EXPECT_EQ(language_id("nb"), language_id("no"));
  EXPECT_TRUE(keeps_marks(language_id("vi")));
  EXPECT_EQ(language_id("common"), kNoStemmer);
  EXPECT_EQ(language_id("und"), kUnknownLanguage);
}

TEST(Stemmer, TakesEndingsFromSnowballOrFromTheLanguagesFile) {
  Stemmer stemmer;
  EXPECT_EQ(stemmer.stem("bridges", language_id("en")), (Stem{"bridg", language_id("en")}));
  EXPECT_EQ(stemmer.stem("polsce", language_id("pl")), stemmer.stem("polska", language_id("pl")));
  EXPECT_EQ(stemmer.stem("athens", language_id("en")), (Stem{"athens", kNoStemmer}));
}

TEST(Stemmer, KeepsWordsWholeInALanguageWithoutEndings) {
  Stemmer stemmer;
  EXPECT_EQ(stemmer.stem("waziri", language_id("sw")), (Stem{"waziri", kNoStemmer}));
}

}  // namespace
}  // namespace dateline
