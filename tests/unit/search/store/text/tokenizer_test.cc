#include "search/store/text/tokenizer.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) result.emplace_back(token->folded);
  return result;
}

std::vector<std::string> acronyms(std::string_view text) {
  std::vector<std::string> result;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) {
    if (token->acronym) result.emplace_back(token->surface);
  }
  return result;
}

std::vector<std::string> compounds(std::string_view text) {
  std::vector<std::string> result;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) {
    if (token->parts > 1) result.emplace_back(token->compound);
  }
  return result;
}

TEST(Tokenizer, SplitsAtSpacesAndPunctuation) {
  EXPECT_THAT(words("Rain, wind; and \u201Csnow\u201D\u2014again."),
              ElementsAre("rain", "wind", "and", "snow", "again"));
  EXPECT_THAT(words("(IS/ISIS/ISIL)"), ElementsAre("is", "isis", "isil"));
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words(" \u2026 !? \u00A0"), IsEmpty());
}

TEST(Tokenizer, TypographicAndStraightApostrophesAreAlike) {
  for (const char* text : {"Russia's", "Russia\u2019s", "RUSSIA\u2019S", "Russia\u02BCs"}) {
    EXPECT_THAT(words(text), ElementsAre("russia")) << text;
  }
  EXPECT_THAT(words("don't don\u2019t O'Brien"), ElementsAre("dont", "dont", "obrien"));
  EXPECT_THAT(words("the ministers\u2019 plan 'quoted'"),
              ElementsAre("the", "ministers", "plan", "quoted"));
}

TEST(Tokenizer, SplitsElisions) {
  EXPECT_THAT(words("l\u2019Allemagne d'\u00C9tat qu'il"),
              ElementsAre("l", "allemagne", "d", "etat", "qu", "il"));
}

TEST(Tokenizer, FoldsCaseAndAccentsButNotCyrillicLetters) {
  EXPECT_THAT(words("Erdo\u011Fan T\u00FCrkiye \u0141\u00F3d\u017A Stra\u00DFe"),
              ElementsAre("erdogan", "turkiye", "lodz", "strasse"));
  EXPECT_THAT(words("\u0420\u043E\u0441\u0441\u0438\u0439 \u0451\u043B\u043A\u0430"),
              ElementsAre("\u0440\u043E\u0441\u0441\u0438\u0439", "\u0435\u043B\u043A\u0430"));
  EXPECT_THAT(words("Erdog\u0306an"), ElementsAre("erdogan"));  // decomposed
}

TEST(Tokenizer, JoinsDottedInitials) {
  EXPECT_THAT(words("The U.S. and the U.N. met at 9 a.m. today"),
              ElementsAre("the", "us", "and", "the", "un", "met", "at", "9", "am", "today"));
  EXPECT_THAT(acronyms("The U.S.'s envoy to the U.N."), ElementsAre("US", "UN"));
  EXPECT_THAT(words("Plan B. Then"), ElementsAre("plan", "b", "then"));
}

TEST(Tokenizer, KnowsAcronymsUnlessAllIsInCapitals) {
  EXPECT_THAT(acronyms("The US said IS and ISIL lost; WHO is next, I am"),
              ElementsAre("US", "IS", "ISIL", "WHO"));
  EXPECT_THAT(acronyms("US AND IS FIGHT ON, SAYS WHO"), IsEmpty());
  EXPECT_THAT(acronyms("IS"), ElementsAre("IS"));
  EXPECT_THAT(
      acronyms(
          "\u0421\u0428\u0410 \u043F\u043E\u043A\u0438\u043D\u0443\u043B\u0438 \u041E\u041E\u041D"),
      ElementsAre("\u0421\u0428\u0410", "\u041E\u041E\u041D"));
}

TEST(Tokenizer, ReadsNumbersWithTheirSeparators) {
  EXPECT_THAT(words("$2.7 billion"), ElementsAre("2.7", "billion"));
  EXPECT_THAT(words("1,234 1.234.567 1,234.5 1.234,5 2,7"),
              ElementsAre("1234", "1234567", "1234.5", "1234.5", "2.7"));
  EXPECT_THAT(words("25.01.2017 10:30 192.168.1.1"),
              ElementsAre("25", "01", "2017", "10", "30", "192", "168", "1", "1"));
  EXPECT_THAT(words("3rd 1990s 10km F16"), ElementsAre("3rd", "1990s", "10km", "f16"));
}

TEST(Tokenizer, HyphensSplitAndTheCompoundIsKnown) {
  EXPECT_THAT(words("counter-terrorism Su\u201135"),
              ElementsAre("counter", "terrorism", "su", "35"));
  EXPECT_THAT(compounds("counter-terrorism Su\u201135 23-24 Syrian\u2013Russian"),
              ElementsAre("counter-terrorism", "su-35", "syrian-russian"));
  EXPECT_THAT(words("wait - what"), ElementsAre("wait", "what"));
  EXPECT_THAT(compounds("U.S.-led"), ElementsAre("us-led"));
}

TEST(Tokenizer, EachCharacterOfAScriptWithoutSpacesIsAWord) {
  EXPECT_THAT(words("\u6771\u4EAC\u90FD"),
              ElementsAre("\u4E1C", "\u4EAC", "\u90FD"));  // simplified
  EXPECT_THAT(words("\uC11C\uC6B8 BBC"), ElementsAre("\uC11C", "\uC6B8", "bbc"));
}

TEST(Tokenizer, CoversTheBytesOfTheWord) {
  const std::string text = "Mr Lavrov\u2019s U.S. visit";
  Tokenizer tokenizer(text);
  std::vector<std::string> covered;
  while (const Token* token = tokenizer.next())
    covered.push_back(text.substr(token->begin, token->end - token->begin));
  EXPECT_THAT(covered, ElementsAre("Mr", "Lavrov", "U.S.", "visit"));
}

TEST(Tokenizer, AnApostropheAloneIsNoWord) {
  EXPECT_THAT(words("a ʼ b"), ElementsAre("a", "b"));
  EXPECT_THAT(words("ʼ"), IsEmpty());
  EXPECT_THAT(words("ʼOkina d’ʼab"), ElementsAre("okina", "d", "ab"));
}

TEST(Tokenizer, SkipsAnyNumberOfLettersThatFoldToNothing) {
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += "\uFF9E ";  // halfwidth voiced sound marks
  EXPECT_THAT(words(text + "end"), ElementsAre("end"));
}

TEST(Tokenizer, SurvivesBytesThatAreNoText) {
  EXPECT_THAT(words("a\xFF\xFE"
                    "b\xC3"),
              ElementsAre("a", "b"));
  EXPECT_EQ(words(std::string(100000, 'x')).at(0).size(), 64U);
  EXPECT_THAT(words("\u0301"), IsEmpty());
  EXPECT_THAT(words("#ClimateChange @who"), ElementsAre("climatechange", "who"));
}

}  // namespace
}  // namespace dateline
