#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "search/typed_query.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// "oil prices 2", without headlines; rows that were not counted have no number.
std::vector<std::string> rows(const Searcher& searcher, std::string_view typed,
                              std::size_t limit = 8) {
  std::vector<std::string> shown;
  for (const Suggestion& row : searcher.suggest(typed, limit)) {
    if (row.kind == Suggestion::Kind::headline) continue;
    shown.push_back(row.text + (row.articles ? " " + std::to_string(*row.articles) : ""));
  }
  return shown;
}

// Articles that consist of these texts, one each.
TempIndex archive(const std::vector<std::string>& texts, std::size_t segments = 1) {
  std::vector<Article> articles;
  for (const std::string& text : texts)
    articles.push_back({.id = "a" + std::to_string(articles.size()), .paragraphs = {text}});
  return TempIndex(articles, segments);
}

TEST(Suggestions, OfALaterWordAreThoseThatMostArticlesHaveWithTheWordsBefore) {
  for (const std::size_t segments : {1, 3}) {
    const TempIndex index =
        archive({"The river Morava rose.", "At the river Morava it rained.", "A river moat dried.",
                 "Moths fly.", "Moths are many.", "Moths eat wool.", "More moths came."},
                segments);
    EXPECT_THAT(rows(index.searcher(), "river mo"), ElementsAre("river Morava 2", "river moat 1"));
    EXPECT_THAT(rows(index.searcher(), "moths m"), ElementsAre("moths many 1"));
  }
}

TEST(Suggestions, PreferWhatStandsDirectlyBehindTheWordBefore) {
  const TempIndex index =
      archive({"The new harbour opened this year.", "A new law came last year.",
               "This year the New York office is new.", "He went to New York.", "New York sleeps.",
               "The new year begins.", "In a year all is new."});
  EXPECT_EQ(rows(index.searcher(), "new y").front(), "new York 3");
}

TEST(Suggestions, AreNoStopWordsBehindAWord) {
  const TempIndex index =
      archive({"The harbour and the theatre.", "Harbour, that is their harbour.",
               "This harbour is theirs, they say."});
  EXPECT_THAT(rows(index.searcher(), "harbour th"), ElementsAre("harbour theatre 1"));
  EXPECT_THAT(rows(index.searcher(), "harbour OR th"), ElementsAre("harbour OR theatre 3"));
}

TEST(Suggestions, OfOneStemAreOneRow) {
  const TempIndex index =
      archive({"Port fees: the fee is high.", "Port fees rise.", "Port fees and a fee."});
  EXPECT_THAT(rows(index.searcher(), "port fe"), ElementsAre("port fees 3"));
}

TEST(Suggestions, FollowSeveralWordsInAnyScript) {
  const TempIndex index = archive({"Министр Лавров прибыл в Москву.", "Министр Лавров приехал.",
                                   "Министр прибыл.", "وصل الوزير الى بيروت", "الوزير في بغداد",
                                   "Ο υπουργός στην Αθήνα", "השר הגיע לירושלים"});
  EXPECT_THAT(rows(index.searcher(), "министр лавров пр"),
              testing::UnorderedElementsAre("министр лавров прибыл 1", "министр лавров приехал 1"));
  EXPECT_THAT(rows(index.searcher(), "الوزير ب"), Not(IsEmpty()));
  EXPECT_THAT(rows(index.searcher(), "υπουργος αθ"), ElementsAre("υπουργος Αθήνα 1"));
  EXPECT_THAT(rows(index.searcher(), "השר ל"), ElementsAre("השר לירושלים 1"));
}

TEST(Suggestions, StayWithinAnOpenQuote) {
  const TempIndex index = archive({"The prime minister spoke.", "A minister in prime time.",
                                   "Prime mines closed; the minister spoke."});
  EXPECT_THAT(rows(index.searcher(), "\"prime mi"),
              testing::UnorderedElementsAre("\"prime minister\" 1", "\"prime mines\" 1"));
  EXPECT_THAT(rows(index.searcher(), "spoke \u00ABprime minis"),
              Contains("spoke \u00ABprime minister\u00BB 1"));
}

TEST(Suggestions, KeepOperatorsBeforeTheWord) {
  const TempIndex index = archive({"Oil and gas.", "Oil and grain.", "Oil.", "Gas."});
  EXPECT_THAT(rows(index.searcher(), "oil -ga"), ElementsAre("oil -gas 2"));
  EXPECT_THAT(rows(index.searcher(), "oil NOT gr"), ElementsAre("oil NOT grain 2"));
  EXPECT_THAT(rows(index.searcher(), "(oil OR wheat) AND g"),
              ElementsAre("(oil OR wheat) AND gas 1", "(oil OR wheat) AND grain 1"));
}

TEST(Suggestions, ForgiveTypingErrorsOfLaterWords) {
  const TempIndex index = archive({"Harbour pilots strike.", "Harbour pilot.", "Parliament."});
  EXPECT_THAT(rows(index.searcher(), "harbour pliot"), Contains("harbour pilots 2"));
  EXPECT_THAT(rows(index.searcher(), "harbour parla"), IsEmpty());
}

TEST(Suggestions, OfAFieldAreItsValuesAmongTheArticlesOfTheOtherWords) {
  const std::vector<Article> articles = {
      {.id = "a", .title = "Oil", .source = "Port Courier", .place = "New York"},
      {.id = "b", .title = "Oil", .source = "Coast Wire", .place = "New York"},
      {.id = "c", .title = "Oil", .source = "Coast Wire", .place = "York"},
      {.id = "d", .title = "Gas", .source = "Reuters", .place = "\u00C9vry", .topics = {"energy"}}};
  const TempIndex index(articles);
  const Searcher searcher = index.searcher();
  EXPECT_THAT(
      rows(searcher, "source:"),
      ElementsAre("source:\"Coast Wire\" 2", "source:\"Port Courier\" 1", "source:Reuters 1"));
  EXPECT_THAT(rows(searcher, "oil source:"),
              ElementsAre("oil source:\"Coast Wire\" 2", "oil source:\"Port Courier\" 1"));
  EXPECT_THAT(rows(searcher, "oil source:Re"), IsEmpty());
  EXPECT_THAT(rows(searcher, "SOURCE:re"), ElementsAre("SOURCE:Reuters 1"));
  EXPECT_THAT(rows(searcher, "place:yo"), ElementsAre("place:\"New York\" 2", "place:York 1"));
  EXPECT_THAT(rows(searcher, "place:\"new y"), ElementsAre("place:\"New York\" 2"));
  EXPECT_THAT(rows(searcher, "oil place:new y"), ElementsAre("oil place:\"New York\" 2"));
  EXPECT_THAT(rows(searcher, "place:evr"), ElementsAre("place:\u00C9vry 1"));
  EXPECT_THAT(rows(searcher, "source:(Reuters OR po"),
              ElementsAre("source:(Reuters OR \"Port Courier\" 1"));
  EXPECT_THAT(rows(searcher, "-topic:e"), ElementsAre("-topic:energy 1"));
  EXPECT_THAT(rows(searcher, "topic:energy g"), ElementsAre("topic:energy gas 1"));
}

TEST(Suggestions, OfDatesAndIdsThereAreNone) {
  const TempIndex index = archive({"In 1987 and 1988.", "Reuters reported."});
  EXPECT_THAT(rows(index.searcher(), "date:19"), IsEmpty());
  EXPECT_THAT(rows(index.searcher(), "id:re"), IsEmpty());
}

TEST(Suggestions, AreTheSameWhereTheArticlesAreTooManyToLookIntoEach) {
  std::vector<std::string> texts;
  for (int i = 0; i < 900; ++i)
    texts.push_back(i % 3 == 0 ? "Harbour pilots strike." : "The harbour is quiet.");
  texts.emplace_back("A harbour porpoise.");
  const TempIndex index = archive(texts);
  EXPECT_THAT(rows(index.searcher(), "harbour p"),
              ElementsAre("harbour pilots 300", "harbour porpoise 1"));
  EXPECT_THAT(rows(index.searcher(), "harbour porpo"), ElementsAre("harbour porpoise 1"));
}

TEST(TypedQuery, QuotesValuesThatAreNoPlainWord) {
  EXPECT_EQ(quoted_value("TASS"), "TASS");
  EXPECT_EQ(quoted_value("Agence France-Presse"), "\"Agence France-Presse\"");
  EXPECT_EQ(quoted_value("The \"Wire\""), "\u00ABThe \"Wire\"\u00BB");
}

}  // namespace
}  // namespace dateline
