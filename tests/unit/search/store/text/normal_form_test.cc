#include "search/store/text/normal_form.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/text/fold.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;

std::string normal(std::string_view text) { return std::string(NormalForm(text).text()); }

// The words of a text as they stand in it.
std::vector<std::string> covered(std::string_view text) {
  std::vector<std::string> result;
  Tokenizer tokenizer(text);
  while (const Token* const token = tokenizer.next())
    result.emplace_back(text.substr(token->begin, token->end - token->begin));
  return result;
}

TEST(NormalForm, IsTheTextItselfWhereNothingIsToBeRespelt) {
  for (const std::string_view text :
       {"", "Plain text.", "caf\u00E9 \u201Cna\u00EFve\u201D \u2014 1.234", "首相が北京を訪問",
        "서울에서", "มีน้ำ", "\u0440\u043E\u0441\u0441\u0438\u0439", "\xFF\x80 broken"}) {
    EXPECT_EQ(NormalForm(text).text().data(), text.data()) << text;
  }
}

TEST(NormalForm, ComposesWhatIsWrittenInPieces) {
  EXPECT_EQ(normal("\u1109\u1165\u110B\u116E\u11AF"), "서울");
  EXPECT_EQ(normal("\u041D\u0438\u043A\u043E\u043B\u0430\u0438\u0306"), "Николай");
  EXPECT_EQ(normal("\u0423\u043A\u0440\u0430\u0456\u0308\u043D\u0430"), "Україна");
  EXPECT_EQ(normal("か\u3099んは\u309Aる"), "がんぱる");
  EXPECT_EQ(normal("\u0995\u09C7\u09BE\u09B2"), "\u0995\u09CB\u09B2");  // Bengali
  EXPECT_EQ(normal("\u0B95\u0BC6\u0BBE\u0BB4"), "\u0B95\u0BCA\u0BB4");  // Tamil
}

TEST(NormalForm, ReadsLettersOfAnotherWidthOrStyleAsPlainOnes) {
  EXPECT_EQ(normal("ｶﾞｽとｻｰﾊﾞｰ"), "ガスとサーバー");
  EXPECT_EQ(normal("ＮＡＴＯ２"), "NATO2");
  EXPECT_EQ(normal("\U0001D5D5\U0001D5E5\U0001D5D8\U0001D5D4\U0001D5DE"), "BREAK");
}

TEST(NormalForm, ReadsDigitsOfAllScripts) {
  EXPECT_EQ(normal("۱۳۹۶ ١٣٩٦ १३९६ ১৩৯৬ ๑๓๙๖ ၁၃၉၆"), "1396 1396 1396 1396 1396 1396");
  EXPECT_EQ(normal("١٬٢٣٤٫٥"), "1,234.5");
}

TEST(NormalForm, LeadsBackToTheTextThatWasGiven) {
  const std::string_view given = "a ｶﾞ i\u0306z";
  const NormalForm form(given);
  ASSERT_EQ(form.text(), "a ガ \u012Dz");
  EXPECT_EQ(form.begin_in_given(2), 2U);
  EXPECT_EQ(form.end_in_given(5), 8U);    // behind ガ, which was two characters
  EXPECT_EQ(form.begin_in_given(6), 9U);  // the i with its mark
  EXPECT_EQ(form.end_in_given(8), 12U);
  EXPECT_EQ(form.end_in_given(9), 13U);
}

TEST(NormalForm, WordsCoverWhatStandsInTheText) {
  EXPECT_THAT(covered("x ｶﾞｽ y"), ElementsAre("x", "ｶﾞ", "ｽ", "y"));
  EXPECT_THAT(covered("Никола\u0438\u0306 ушёл"), ElementsAre("Никола\u0438\u0306", "ушёл"));
  EXPECT_THAT(covered("в ۱۳۹۶ году"), ElementsAre("в", "۱۳۹۶", "году"));
}

TEST(Fold, MeetsSpellingsOfOneWord) {
  const std::vector<std::vector<std::string>> alike = {
      {"Αλέξης", "ΑΛΕΞΗΣ", "αλεξησ"},  // Greek: the last sigma
      {"کتاب", "كتاب"},                // Persian and Arabic letters
      {"علی", "علي", "على"},
      {"القاهرة", "القاهره"},
      {"ٱلرئيس", "الرئيس"},
      {"خانۀ", "خانه"},
      {"हिन्दी", "हिंदी", "हिँदी"},
      {"सम्बन्ध", "संबंध"},
      {"ज़रूर", "जरूर"},
      {"臺灣", "台湾"},
      {"國際", "国际"},
      {"\u10D7\u10D1\u10D8\u10DA\u10D8\u10E1\u10D8", "\u1C97\u1C91\u1C98\u1C9A\u1C98\u1CA1\u1C98",
       "\u10A7\u10A1\u10A8\u10AA\u10A8\u10B1\u10A8"},  // Georgian
      {"น้ำ", "น้\u0E4D\u0E32", "น\u0E4D\u0E49\u0E32"},
      {"\U0001D5D5\U0001D5E5\U0001D5D8\U0001D5D4\U0001D5DE", "break", "Ｂｒｅａｋ"},
  };
  for (const std::vector<std::string>& spellings : alike) {
    for (const std::string& spelling : spellings)
      EXPECT_EQ(fold(spelling), fold(spellings.front())) << spelling;
  }
}

TEST(Fold, KeepsMarksThatTellWordsApart) {
  EXPECT_NE(fold("ป่า"), fold("ป้า"));
  EXPECT_NE(fold("มี"), fold("มา"));
  EXPECT_NE(fold("й"), fold("и"));
  EXPECT_NE(fold("が"), fold("か"));
  EXPECT_NE(fold("जन्म"), fold("जंम"));  // no nasal of the row of what it stands before
}

}  // namespace
}  // namespace dateline
