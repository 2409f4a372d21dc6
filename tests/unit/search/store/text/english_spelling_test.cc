#include "search/store/text/english_spelling.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/text/stemmer.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;

std::string stem(const char* word) { return Stemmer().stem(word, language_id("en")).text; }

struct Words {
  const char* one;
  const char* other;
};

TEST(EnglishSpelling, BritishAndAmericanWordsHaveOneStem) {
  constexpr Words kAlike[] = {{"defence", "defense"},
                              {"defences", "defenses"},
                              {"labour", "labor"},
                              {"labourers", "laborers"},
                              {"neighbouring", "neighboring"},
                              {"favourite", "favorite"},
                              {"centre", "center"},
                              {"centred", "centered"},
                              {"theatres", "theaters"},
                              {"kilometres", "kilometers"},
                              {"programme", "program"},
                              {"programmes", "program"},
                              {"organise", "organize"},
                              {"organisations", "organization"},
                              {"privatised", "privatized"},
                              {"modernising", "modernizing"},
                              {"analysed", "analyzed"},
                              {"paralysing", "paralyzing"},
                              {"aluminium", "aluminum"},
                              {"sceptics", "skeptics"},
                              {"catalogue", "catalog"},
                              {"travelled", "traveled"},
                              {"travellers", "traveler"},
                              {"modelling", "modeling"},
                              {"fuelled", "fueled"},
                              {"fulfil", "fulfill"},
                              {"enrolment", "enrollment"},
                              {"ageing", "aging"},
                              {"archaeologists", "archeologists"},
                              {"paediatric", "pediatric"},
                              {"manoeuvres", "maneuvers"},
                              {"sulphur", "sulfur"},
                              {"plough", "plow"},
                              {"jewellery", "jewelry"},
                              {"judgement", "judgment"},
                              {"enquiries", "inquiries"},
                              {"women", "woman"},
                              {"spokeswomen", "spokeswoman"},
                              {"gunmen", "gunman"},
                              {"children", "child"},
                              {"wives", "wife"}};
  for (const auto& [one, other] : kAlike) EXPECT_EQ(stem(one), stem(other)) << one << ", " << other;
}

TEST(EnglishSpelling, WordsThatOnlyLookLikeThemStayApart) {
  constexpr Words kApart[] = {
      {"prise", "prize"},       {"cheque", "check"},     {"grey", "gray"},     {"tyre", "tire"},
      {"four", "for"},          {"hour", "hor"},         {"tour", "tor"},      {"here", "her"},
      {"acre", "acer"},         {"dense", "dence"},      {"fence", "fense"},   {"yemen", "yeman"},
      {"specimen", "speciman"}, {"metrics", "meterics"}, {"contour", "contor"}};
  for (const auto& [one, other] : kApart) EXPECT_NE(stem(one), stem(other)) << one << ", " << other;
}

TEST(EnglishSpelling, VerbsOfIseKeepTheirRelatives) {
  constexpr Words kAlike[] = {{"revised", "revision"},
                              {"supervise", "supervision"},
                              {"televised", "television"},
                              {"precise", "precision"},
                              {"advertising", "advertisement"}};
  for (const auto& [one, other] : kAlike) EXPECT_EQ(stem(one), stem(other)) << one << ", " << other;
}

TEST(EnglishSpelling, EitherFindsBothAndWhatWasTypedComesFirst) {
  const TempIndex index{
      Article{.id = "us", .paragraphs = {"The defense minister spoke of labor."}},
      Article{.id = "uk", .paragraphs = {"The defence minister spoke of labour."}},
      Article{.id = "neither", .paragraphs = {"The finance minister spoke of work."}}};
  EXPECT_THAT(index.ids("defence"), ElementsAre("uk", "us"));
  EXPECT_THAT(index.ids("defense"), ElementsAre("us", "uk"));
  EXPECT_THAT(index.ids("-labour"), ElementsAre("neither"));
}

TEST(EnglishSpelling, QuotesAskForOneSpelling) {
  const TempIndex index{Article{.id = "us", .paragraphs = {"The defense minister spoke."}},
                        Article{.id = "uk", .paragraphs = {"The defence minister spoke."}}};
  EXPECT_THAT(index.ids("\"defence minister\""), ElementsAre("uk"));
}

TEST(EnglishSpelling, OtherLanguagesAreNotTouched) {
  EXPECT_NE(Stemmer().stem("colour", language_id("fr")).text,
            Stemmer().stem("color", language_id("fr")).text);
}

}  // namespace
}  // namespace dateline
