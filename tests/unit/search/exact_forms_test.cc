// What was typed stands above other forms of its stem, and a name of several words is one.
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/synonyms.h"
#include "search/plan/thesaurus.h"
#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

Article article(std::string id, std::string text, std::string language = "en") {
  return {.id = std::move(id), .language = std::move(language), .paragraphs = {std::move(text)}};
}

// Two articles: one that repeats `other`, and a longer one that has `typed` once.
void expect_first(const std::string& typed, const std::string& other,
                  const std::string& language = "en") {
  const TempIndex index{
      article("other", other + ", " + other + " and " + other + ".", language),
      article("typed", "On that day a longer text told of " + typed + " among many other things.",
              language)};
  EXPECT_EQ(index.ids(typed).front(), "typed") << typed << " beside " << other;
}

TEST(ExactForms, StandAboveOtherFormsOfTheirStem) {
  expect_first("universe", "university");
  expect_first("generals", "general");
  expect_first("organic", "organ");
  expect_first("authority", "author");
  expect_first("news", "new");
  expect_first("wahlen", "wahl", "de");
  expect_first("nationale", "national", "fr");
  expect_first("puertos", "puerto", "es");
  expect_first("выборы", "выбора", "ru");
  expect_first("governi", "governo", "it");
}

TEST(ExactForms, StandAboveOthersInSegmentsOfTheirOwn) {
  std::vector<Article> articles;
  for (int i = 0; i < 30; ++i)
    articles.push_back(article("change-" + std::to_string(i), "Change, change and more change."));
  for (int i = 0; i < 10; ++i) {
    articles.push_back(article("chang-" + std::to_string(i),
                               "It was said that Chang had left the town a day before the vote."));
  }
  const TempIndex index(articles, 3);
  for (const std::string& id : index.ids({.query = "chang", .limit = 10}))
    EXPECT_TRUE(id.starts_with("chang-")) << id;
}

TEST(ExactForms, ArePossessiveToo) {
  const TempIndex index{article("main", "The main road and the main square of the main town."),
                        article("maine", "Then they saw Maine's long coast, which has no end.")};
  EXPECT_THAT(index.ids("maine"), ElementsAre("maine", "main"));
}

TEST(ExactForms, CountAmongSeveralWordsToo) {
  const TempIndex index{
      article("general", "On that day the army in general met, for it was their day."),
      article("generals", "On that day all generals of the army met, for it was the day."),
      article("other", "It rained in general.")};
  EXPECT_THAT(index.ids("generals army"), ElementsAre("generals", "general"));
}

TEST(ExactForms, MakePagesOfOneRanking) {
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) {
    const std::string word = i % 3 == 0 ? "governs" : "government";
    std::string text = "They say that it " + word;
    for (int more = 0; more < i % 7; ++more) text += " and " + word;
    articles.push_back(article(std::to_string(i), text + "."));
  }
  const TempIndex index(articles, 2);
  const std::vector<std::string> whole = index.ids({.query = "governs", .limit = 60});
  std::vector<std::string> pages;
  for (std::size_t offset = 0; offset < 60; offset += 7) {
    for (std::string& id : index.ids({.query = "governs", .offset = offset, .limit = 7}))
      pages.push_back(std::move(id));
  }
  EXPECT_THAT(pages, ElementsAreArray(whole));
}

TEST(ExactForms, OfAHeadlineCountInTheHeadline) {
  const TempIndex index{
      {.id = "text", .title = "A general view", .paragraphs = {"Of generals and others."}},
      {.id = "title", .title = "What the generals want", .paragraphs = {"Nobody knows it."}}};
  EXPECT_THAT(index.ids("title:generals"), ElementsAre("title", "text"));
}

struct Name {
  std::string name;
  std::string word;  // an ordinary one of the same stem
};

// An archive that has a name, and in newer articles an ordinary word of its stem.
TempIndex with_name(const Name& name) {
  Article person = article("name", "Later he met " + name.name + " in town. Then " + name.name +
                                       " left, and others met " + name.name + " too.");
  person.published = parse_iso_date("2016-01-01");
  Article word = article("word", "It is said that " + name.word + " and more " + name.word +
                                     " can be had, and " + name.word + " again.");
  word.published = parse_iso_date("2017-01-01");
  return TempIndex{person, word};
}

TEST(Names, TypedWithACapitalAreNoOrdinaryWords) {
  for (const Name& one : {Name{"Chang", "changes"}, Name{"Maine", "main"}, Name{"Denis", "denied"},
                          Name{"Providence", "provided"}, Name{"Cooper", "cooperation"},
                          Name{"Commons", "common"}, Name{"Lowe", "low"}, Name{"Bowes", "bow"},
                          Name{"Federated", "federal"}, Name{"Waters", "watered"}}) {
    const TempIndex index = with_name(one);
    EXPECT_THAT(index.ids({.query = one.name, .sort = Sort::newest}), ElementsAre("name"))
        << one.name;
    EXPECT_THAT(index.ids(one.word), Contains("word")) << one.name;
  }
}

TEST(Names, TypedInSmallLettersStandAboveOrdinaryWords) {
  const TempIndex index = with_name({"Providence", "provided"});
  EXPECT_THAT(index.ids("providence"), ElementsAre("name", "word"));
}

TEST(Names, OfSeveralWordsAreOneWithoutQuotes) {
  const TempIndex index{
      article(
          "apart",
          "Baker and Baker said that James had left; then Baker saw James, and James saw Baker."),
      article("name", "A day later they heard that James Baker would come to the town again.")};
  EXPECT_THAT(index.ids("James Baker"), ElementsAre("name", "apart"));
  EXPECT_THAT(index.ids("james baker"), ElementsAre("name", "apart"));
  EXPECT_THAT(index.ids({.query = "james baker", .words = Operator::any}),
              ElementsAre("name", "apart"));
}

TEST(Names, OfSeveralWordsMayHaveSmallOnesInside) {
  const TempIndex index{
      article("apart", "England, a bank, England and banks: the bank in England."),
      article("name", "A day later it was heard that the Bank of England had not yet decided.")};
  EXPECT_THAT(index.ids("Bank of England"), ElementsAre("name", "apart"));
}

TEST(Names, OfTheThesaurusAreOneWithoutQuotes) {
  auto thesaurus = std::make_shared<Thesaurus>();
  thesaurus->words = Synonyms::parse("EU, European Union\nISIS, Islamic State\n", "test");
  const TempIndex index{
      article("apart",
              "A union, a European and a union, unions for Europe, European trade, a union "
              "and a state that is Islamic: an Islamic and a secular state, a state."),
      article("eu", "On that day they were told that the European Union had decided otherwise."),
      article("is", "On that day they were told that the Islamic State had left the old town.")};
  Searcher searcher(index.shared_generation(), thesaurus);
  EXPECT_EQ(searcher.search({.query = "european union"}).hits.front().id, "eu");
  EXPECT_EQ(searcher.search({.query = "islamic state"}).hits.front().id, "is");
}

TEST(Names, KeepTheirPlaceBehindFurtherWords) {
  const TempIndex index{
      article("apart", "James talks, Baker talks, talks and James, talks and Baker."),
      article("name", "A day later they heard that James Baker would come for further talks.")};
  EXPECT_THAT(index.ids("James Baker talks"), ElementsAre("name", "apart"));
}

}  // namespace
}  // namespace dateline
