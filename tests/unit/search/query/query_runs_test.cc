#include "search/query/query_runs.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/query/korean_words.h"
#include "search/query/query_parser.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;

std::string parsed(std::string_view query, Operator words = Operator::automatic) {
  return to_text(parse_query(query, words).root);
}

TEST(QueryRuns, AreCutIntoWordsByDictionary) {
  EXPECT_THAT(words_of_run("首相北京訪問"), ElementsAre("首相", "北京", "訪問"));
  EXPECT_THAT(words_of_run("东京奥运会"), ElementsAre("东京", "奥运", "会"));
  EXPECT_THAT(words_of_run("ราคาน้ำมันวันนี้"), ElementsAre("ราคา", "น้ำมัน", "วัน", "นี้"));
  EXPECT_THAT(words_of_run("ウクライナ侵攻"), ElementsAre("ウクライナ", "侵攻"));
}

TEST(QueryRuns, ArePartedFromOtherScripts) {
  EXPECT_THAT(words_of_run("iPhone手机"), ElementsAre("iPhone", "手机"));
  EXPECT_THAT(words_of_run("G20峰会"), ElementsAre("G20", "峰会"));
  EXPECT_THAT(words_of_run("5G를"), ElementsAre("5G"));
  EXPECT_THAT(words_of_run("코로나19"), ElementsAre("코로나", "19"));
}

TEST(QueryRuns, CharactersThatNoDictionaryWordHasAreANameTogether) {
  EXPECT_THAT(words_of_run("特朗普会见泽连斯基"), ElementsAre("特朗普", "会见", "泽连斯基"));
  EXPECT_THAT(words_of_run("卢克·坎克利"), ElementsAre("卢克·坎", "克利"));
  EXPECT_THAT(words_of_run("拜登与石破"), ElementsAre("拜登", "与", "石破"));
}

TEST(QueryRuns, KnowANameThatNoDictionaryHas) {
  EXPECT_TRUE(is_unknown_name("特朗普"));
  EXPECT_FALSE(is_unknown_name("最新消息"));
  EXPECT_FALSE(is_unknown_name("トランプ"));
}

TEST(QueryRuns, AreWordsSideBySideInAQuery) {
  EXPECT_EQ(parsed("首相北京訪問"), "(and 首相 北京 訪問)");
  EXPECT_EQ(parsed("首相北京 経済"), "(and 首相 北京 経済)");
  EXPECT_EQ(parsed("首相北京", Operator::any), "(or 首相 北京)");
  EXPECT_EQ(parsed("economy OR 首相北京"), "(or economy (and 首相 北京))");
  EXPECT_EQ(parsed("title:首相北京"), "(title (and 首相 北京))");
}

TEST(QueryRuns, StayWholeInQuotesBehindAMinusAndNearOthers) {
  EXPECT_EQ(parsed("\"首相北京訪問\""), "(exact 首相北京訪問)");
  EXPECT_EQ(parsed("経済 -首相北京"), "(not 経済 首相北京)");
  EXPECT_EQ(parsed("首相北京 w/5 訪問"), "(near 5 首相北京 訪問)");
}

TEST(QueryRuns, AQuestionMarkEndsAQuestion) {
  EXPECT_EQ(parsed("首相北京訪問?"), "(and 首相 北京 訪問)");
  EXPECT_EQ(parsed("首相北京訪問？"), "(and 首相 北京 訪問)");
}

TEST(QueryRuns, LongQuestionsAreNotRefused) {
  std::string question;
  for (int i = 0; i < 40; ++i) question += "ราคาน้ำมัน";
  EXPECT_NO_THROW(parse_query(question, Operator::automatic));
  EXPECT_NO_THROW(parse_query("\"" + question.substr(0, 600) + "\"", Operator::automatic));
}

TEST(KoreanWords, LoseTheirParticles) {
  const std::vector<std::pair<std::string_view, std::string_view>> stems = {
      {"서울은", "서울"},   {"서울에서", "서울"}, {"서울에서는", "서울"}, {"대통령이", "대통령"},
      {"미국과의", "미국"}, {"정부가", "정부"},   {"회의에서", "회의"},   {"발표했다", "발표"},
      {"개최된다", "개최"}, {"서울로", "서울"},   {"부산으로", "부산"},   {"국민들은", "국민"},
      {"경제", "경제"},     {"물을", "물을"},     {"전문가", "전문가"},   {"대한민국", "대한민국"},
  };
  for (const auto& [word, stem] : stems) EXPECT_EQ(word.substr(0, korean_stem(word)), stem) << word;
}

}  // namespace
}  // namespace dateline
