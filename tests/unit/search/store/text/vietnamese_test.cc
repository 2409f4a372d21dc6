#include "search/store/text/vietnamese.h"

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

Article vietnamese(std::string id, std::string text) {
  return {.id = std::move(id), .language = "vi", .paragraphs = {std::move(text)}};
}

TempIndex animals() {
  return TempIndex{vietnamese("dog", "Con chó ngủ."), vietnamese("market", "Chợ mở cửa."),
                   vietnamese("give", "Thành phố cho phép."), vietnamese("wait", "Họ chờ đợi.")};
}

TEST(Vietnamese, TonesTypedTellWordsApart) {
  const TempIndex index = animals();
  EXPECT_THAT(index.ids("chó"), ElementsAre("dog"));
  EXPECT_THAT(index.ids("CHỢ"), ElementsAre("market"));
  EXPECT_THAT(index.ids("title:chờ OR chờ"), ElementsAre("wait"));
  EXPECT_THAT(index.ids("-chó"), UnorderedElementsAre("market", "give", "wait"));
}

TEST(Vietnamese, AWordTypedWithoutMarksFindsAllThatAreWrittenSo) {
  EXPECT_THAT(animals().ids("cho"), UnorderedElementsAre("dog", "market", "give", "wait"));
}

TEST(Vietnamese, MarksElsewhereInTheQueryMakeAWordWithoutMarksMeant) {
  const TempIndex index{vietnamese("film", "Đạo diễn kể về ba người bạn."),
                        vietnamese("aunt", "Đạo diễn và bà của ông.")};
  EXPECT_THAT(index.search({.query = "diễn ba"}).hits.at(0).id, "film");
  EXPECT_EQ(index.search({.query = "diễn ba"}).total.all_words, 1U);
  EXPECT_EQ(index.search({.query = "dien ba"}).total.value, 2U);
}

TEST(Vietnamese, MarksThatNoArticleHasAreLeftOut) {
  EXPECT_THAT(TempIndex({vietnamese("dog", "Con chó ngủ.")}).ids("chò"), ElementsAre("dog"));
}

TEST(Vietnamese, BothPlacesOfTheToneAreOneWord) {
  const TempIndex index{vietnamese("old", "Chính sách hòa bình."),
                        vietnamese("new", "Chính sách hoà bình."),
                        vietnamese("flower", "Bông hoa.")};
  EXPECT_THAT(index.ids("hòa"), UnorderedElementsAre("old", "new"));
  EXPECT_THAT(index.ids("hoà"), UnorderedElementsAre("old", "new"));
  EXPECT_EQ(with_tone_behind("thủy"), with_tone_behind("thuỷ"));
  EXPECT_NE(with_tone_behind("thủy"), with_tone_behind("thúy"));
}

TEST(Vietnamese, LettersWithMarksAreOtherLetters) {
  const TempIndex index{vietnamese("paint", "Sơn nhà."), vietnamese("mountain", "Núi Son."),
                        vietnamese("lipstick", "Thỏi sôn.")};
  EXPECT_THAT(index.ids("sơn"), ElementsAre("paint"));
}

TEST(Vietnamese, ArticlesOfOtherLanguagesSpellNamesWithoutMarks) {
  const TempIndex index{vietnamese("vi", "Hội nghị tại Hà Nội."),
                        {.id = "en", .paragraphs = {"The summit in Ha Noi ended."}},
                        vietnamese("inside", "Hạ nồi xuống.")};
  EXPECT_THAT(index.ids("\"Hà Nội\""), testing::Contains("en"));
  EXPECT_THAT(index.ids("Hà Nội"), testing::Contains("en"));
  EXPECT_THAT(index.ids("Hà Nội"), testing::Not(testing::Contains("inside")));
}

TEST(Vietnamese, StopWordsAreThoseWithTheirMarks) {
  const TempIndex index{vietnamese("market", "Chợ Bến Thành."),
                        vietnamese("city", "Bến xe cho thuê.")};
  EXPECT_EQ(index.search({.query = "chợ Bến"}).total.all_words, 1U);
  EXPECT_EQ(index.search({.query = "các Bến"}).total.value, 2U);  // no article has "các"
}

TEST(Vietnamese, AnotherLanguageIsNotTouched) {
  const TempIndex index{{.id = "fr", .language = "fr", .paragraphs = {"La pêche est ouverte."}},
                        {.id = "fr2", .language = "fr", .paragraphs = {"LA PECHE FERME."}},
                        vietnamese("vi", "Con chó ngủ.")};
  EXPECT_THAT(index.ids("pêche"), UnorderedElementsAre("fr", "fr2"));
  EXPECT_THAT(index.ids("ngu"), ElementsAre("vi"));
  EXPECT_THAT(index.ids("ngư"), ElementsAre("vi"));
}

}  // namespace
}  // namespace dateline
