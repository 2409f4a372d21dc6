// What the answer to a misspelled query suggests.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Eq;
using ::testing::Optional;

Article article(std::string id, std::string text) {
  return {.id = std::move(id), .paragraphs = {std::move(text)}};
}

// Articles about the government, oil and Japan, some with the printer's mistakes, and of others.
std::vector<Article> archive() {
  std::vector<Article> articles;
  for (int i = 0; i < 120; ++i) {
    const std::string number = std::to_string(i);
    articles.push_back(article("a" + number,
                               "The government of Japan spoke of oil prices, said "
                               "President Harmon on day " +
                                   number + "."));
    articles.push_back(
        article("b" + number, "The market pricks up its ears, and pricks the bubble."));
    articles.push_back(article("c" + number, "Banks invite the minister to the harbour."));
  }
  articles.push_back(article("misprint",
                             "The goverment said that presidnet Harmon rested, and the "
                             "oil prise fell in Japn."));
  articles.push_back(article("lavrov", "So said Lavrov."));
  for (int i = 0; i < 3; ++i)
    articles.push_back(
        article("name" + std::to_string(i), "In came the Harbor of Bankes, and Bankes spoke."));
  return articles;
}

std::optional<std::string> suggested(const TempIndex& index, std::string_view query) {
  return index.search({.query = std::string(query)}).suggestion;
}

TEST(DidYouMean, SuggestsTheNearestWordForOneThatTheArchiveHasNot) {
  const TempIndex index(archive());
  EXPECT_THAT(suggested(index, "governmnet"), Optional(Eq("government")));
  EXPECT_THAT(suggested(index, "+goverrnment -harbour"), Optional(Eq("+government -harbour")));
}

TEST(DidYouMean, JudgesASuggestionByWhatItFindsWithTheOtherWords) {
  const TempIndex index(archive());
  EXPECT_THAT(suggested(index, "pricjs"), Optional(Eq("pricks")));
  EXPECT_THAT(suggested(index, "oil pricjs"), Optional(Eq("oil prices")));
}

TEST(DidYouMean, SuggestsTheUsualSpellingWhereAnArticleSharesTheMistake) {
  const TempIndex index(archive());
  EXPECT_THAT(suggested(index, "goverment"), Optional(Eq("government")));
  EXPECT_THAT(suggested(index, "presidnet harmon"), Optional(Eq("president harmon")));
  EXPECT_THAT(suggested(index, "goverment of Japn"), Optional(Eq("government of Japan")));
}

// 120 articles have the word, 30 in each of four segments: no segment alone has it fifty times as
// often as the misprint.
TEST(DidYouMean, CountsAWordInAllSegmentsTogether) {
  const TempIndex index(archive(), 4);
  EXPECT_THAT(suggested(index, "goverment"), Optional(Eq("government")));
}

TEST(DidYouMean, LooksInsideQuotes) {
  const TempIndex index(archive());
  EXPECT_THAT(suggested(index, "\"oil pricjs\""), Optional(Eq("\"oil prices\"")));
  EXPECT_THAT(suggested(index, "\"goverment of japan\" oil"),
              Optional(Eq("\"government of japan\" oil")));
  EXPECT_THAT(suggested(index, "\u201Coil pricjs\u201D"), Optional(Eq("\u201Coil prices\u201D")));
}

TEST(DidYouMean, LooksInsideBracketsAndFields) {
  const TempIndex index(archive());
  EXPECT_THAT(suggested(index, "(goverment OR nosuch) AND lead:japn"),
              Optional(Eq("(government OR nosuch) AND lead:japan")));
}

TEST(DidYouMean, NeverTouchesTheNameOfAField) {
  const TempIndex index(archive());
  EXPECT_EQ(suggested(index, "invitee:lavrov"), std::nullopt);
  EXPECT_EQ(suggested(index, "invitee:(lavrov)"), std::nullopt);
  EXPECT_THAT(suggested(index, "invitee:governmnet"), Optional(Eq("invitee:government")));
}

TEST(DidYouMean, NeverTouchesANameOfTheArchiveNorAFrequentWord) {
  const TempIndex index(archive());
  EXPECT_EQ(suggested(index, "Bankes"), std::nullopt);
  EXPECT_EQ(suggested(index, "harbour pricks"), std::nullopt);
}

TEST(DidYouMean, NeverTouchesWhatTheQueryExcludesNorAddresses) {
  const TempIndex index(archive());
  EXPECT_EQ(suggested(index, "lavrov -goverment"), std::nullopt);
  EXPECT_EQ(suggested(index, "http://goverment.example/japn"), std::nullopt);
  EXPECT_EQ(suggested(index, "presidnet@goverment.example"), std::nullopt);
}

TEST(DidYouMean, IsSilentWhereNothingBetterIsNear) {
  const TempIndex index(archive());
  EXPECT_EQ(suggested(index, "lavrov"), std::nullopt);
  EXPECT_EQ(suggested(index, "xylophone"), std::nullopt);
}

}  // namespace
}  // namespace dateline
