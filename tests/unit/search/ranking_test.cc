// What stands above what: a line of docs/relevance.md each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/refine/feedback.h"
#include "search/refine/recency.h"
#include "search/searcher.h"
#include "search/store/columns/columns.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

Article article(std::string id, std::string title, std::string text) {
  return {.id = std::move(id), .title = std::move(title), .paragraphs = {std::move(text)}};
}

// An archive in which words are as rare as in a real one.
std::vector<Article> with_others(std::vector<Article> articles) {
  for (int i = 0; i < 20; ++i) {
    articles.push_back(article("other-" + std::to_string(i), "Council",
                               "The council met and spoke of schools and roads."));
  }
  return articles;
}

TEST(Ranking, TitleAboveBody) {
  const TempIndex index{article("in-body", "Weather", "Heavy rates of rain in the north."),
                        article("in-title", "Rates rise", "The bank acted on Thursday.")};
  EXPECT_THAT(index.ids("rates"), ElementsAre("in-title", "in-body"));
}

TEST(Ranking, AllWordsAboveSome) {
  const TempIndex index(with_others({
      article("four", "", "Grain exports, grain exports, grain and more grain exports."),
      article("all", "", "Once the port has opened, farmers hope to ship grain as exports again."),
  }));
  EXPECT_THAT(index.ids({.query = "farmers ship grain exports port"}), ElementsAre("all", "four"));
}

TEST(Ranking, ARareWordAboveACommonOne) {
  const TempIndex index(with_others({article("rare", "", "The council heard of a landslide.")}));
  EXPECT_EQ(index.ids({.query = "council landslide", .words = Operator::any}).front(), "rare");
}

TEST(Ranking, MoreOfAWordAboveLessOfIt) {
  const TempIndex index{
      article("once", "", "The strike began. Trains stood still and roads were full all day."),
      article("often", "",
              "The strike went on. A strike fund paid. The strike ended on a Friday.")};
  EXPECT_THAT(index.ids("strike"), ElementsAre("often", "once"));
}

TEST(Ranking, AShortArticleAboveALongOne) {
  std::string talk;
  for (int i = 0; i < 60; ++i) talk += " They talked of this and of that and went home.";
  const TempIndex index{article("long", "", "The strike began." + talk),
                        article("short", "", "The strike began.")};
  EXPECT_THAT(index.ids("strike"), ElementsAre("short", "long"));
}

// Describes a subject: no article has all of these words.
constexpr std::string_view kDescription = "flooding of villages along rivers after heavy snowmelt";

std::vector<Article> floods() {
  return with_others({
      article("best", "", "Flooding of villages after heavy snowmelt; dykes and sandbags failed."),
      article("alike", "", "Dykes were raised with sandbags: heavy work, for weeks, by hand."),
      article("other", "", "Heavy metal was played, for weeks, by hands that had never tired."),
      article("unasked", "", "Sandbags and dykes were sold out in the shops of the capital."),
  });
}

TEST(Ranking, ArticlesLikeTheBestAnswerAboveOthersWhereTheQueryDescribesASubject) {
  const TempIndex index(floods());
  EXPECT_THAT(index.ids(kDescription), ElementsAre("best", "alike", "other"));
}

TEST(Ranking, ADescribedSubjectFindsNoMoreArticlesThanItsWordsDo) {
  const TempIndex index(floods());
  const SearchResult result = index.search({.query = std::string(kDescription)});
  EXPECT_EQ(result.total.value, 3U);
  EXPECT_THAT(also_searched(result), ElementsAre());
}

TEST(Ranking, ArticlesLikeTheBestAnswerAboveOthersWhereFewHaveAllOfTwoWords) {
  const TempIndex index(floods());
  EXPECT_THAT(
      index.search({.query = "heavy snowmelt rivers", .explain = true}).hits.at(1).explanation,
      Contains(HasSubstr("best answers")));
  EXPECT_THAT(index.ids({.query = "heavy snowmelt rivers"}), ElementsAre("best", "alike", "other"));
}

// Two articles of the same words, of which only the second has those of the query in one sentence.
std::vector<Article> harbours() {
  return with_others({
      article("apart", "", "Harbour bread was dear. Pilots sang. A strike. Ferries of winter."),
      article("together", "", "Pilots of harbour ferries strike. A winter was dear. Bread sang."),
  });
}

TEST(Ranking, WordsOfOneSentenceAboveTheSameWordsApart) {
  const TempIndex index(harbours());
  EXPECT_THAT(index.ids("did harbour pilots on ferries strike in lighthouses"),
              ElementsAre("together", "apart"));
}

TEST(Ranking, AFewWordsNameASubjectWhateverTheirSentences) {
  const TempIndex index(harbours());
  const std::vector<Hit> hits = index.search({.query = "harbour pilots lighthouses"}).hits;
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_DOUBLE_EQ(hits[0].score, hits[1].score);
}

TEST(Ranking, ArticlesWithAllTheWordsAboveOthersThatHaveThemInOneSentence) {
  std::vector<Article> articles = harbours();
  articles.push_back(article("all", "",
                             "A lighthouse. Bread and pilots. Roads of the harbour. Fewer schools "
                             "than ferries. Nobody sang, nobody went on strike."));
  EXPECT_EQ(TempIndex(articles).ids("harbour pilots ferries strike lighthouse").front(), "all");
}

TEST(Ranking, ExplainsThatWordsOfOneSentenceCounted) {
  const TempIndex index(harbours());
  const std::string few =
      " of the words that were asked for stand in one sentence, which counts besides";
  const std::vector<Hit> hits =
      index
          .search({.query = "did harbour pilots on ferries strike in lighthouses", .explain = true})
          .hits;
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_THAT(hits[0].explanation, Contains("4" + few));
  EXPECT_THAT(hits[1].explanation, Contains("no two" + few));
  EXPECT_THAT(
      index.search({.query = "harbour pilots lighthouses", .explain = true}).hits.at(0).explanation,
      Not(Contains(HasSubstr("one sentence"))));
}

TEST(Ranking, WhereManyArticlesHaveAllTheWordsTheseAloneRankThem) {
  const TempIndex index(floods());
  EXPECT_THAT(index.search({.query = "council schools", .explain = true}).hits.front().explanation,
              Not(Contains(HasSubstr("best answers"))));
}

// Copies of one wrong article would otherwise bring up more like it.
TEST(Ranking, CopiesOfAnArticleCountOnceAmongThoseThatTellWhatTheBestAreAbout) {
  std::string copied;
  for (int i = 0; i < 60; ++i)
    copied += "guitar" + std::to_string(i) + " tambourine" + std::to_string(i) + " ";
  const TempIndex index(
      with_others({article("copied", "", copied), article("copy", "", copied),
                   article("flood", "", "Dykes and sandbags, dykes and sandbags."),
                   article("river", "", "Dykes and sandbags along the river.")}));
  const Generation& generation = index.generation();
  const std::vector<Scored> ranking{
      {.docid = 1, .score = 2}, {.docid = 2, .score = 2}, {.docid = 3, .score = 2}};
  const auto stems = [&](const std::vector<Scored>& first) {
    std::vector<std::pair<std::vector<std::string>, double>> words;
    for (const FeedbackWord& word : feedback_of(first, generation))
      words.emplace_back(word.terms, word.weight);
    return words;
  };
  EXPECT_EQ(stems(ranking), stems({ranking[0], ranking[2]}));
  EXPECT_NE(stems(ranking), stems({ranking[0]}));
}

TEST(Ranking, BroadeningFindsArticlesWithoutTheWordsAndShowsWhatItSearched) {
  const TempIndex index(floods());
  EXPECT_THAT(index.ids("snowmelt"), ElementsAre("best"));
  EXPECT_THAT(index.ids({.query = "snowmelt", .broaden = true}),
              ElementsAre("best", "alike", "unasked", "other"));
  const SearchResult result = index.search({.query = "snowmelt", .broaden = true});
  EXPECT_THAT(also_searched(result), IsSupersetOf({"dykes", "sandbags"}));
}

Article of_day(std::string id, std::string_view day, std::string text) {
  Article result = article(std::move(id), "", std::move(text));
  if (!day.empty()) result.published = parse_iso_date(day);
  return result;
}

SearchRequest as_of(std::string_view today, std::size_t recency_days) {
  return {
      .query = "strike", .recency_days = recency_days, .today = day_number(*parse_iso_date(today))};
}

TEST(Ranking, FreshAboveStaleWhereAsked) {
  const TempIndex index{of_day("old", "2016-01-25", "The strike began and the strike went on."),
                        of_day("undated", "", "The strike began and then a strike went on."),
                        of_day("new", "2017-01-24", "The strike began, and so did the rain.")};
  EXPECT_THAT(index.ids("strike"), ElementsAre("old", "undated", "new"));
  EXPECT_THAT(index.ids(as_of("2017-01-25", 30)), ElementsAre("new", "old", "undated"));
  EXPECT_THAT(index.ids(as_of("2017-01-25", 0)), ElementsAre("old", "undated", "new"));
  EXPECT_THAT(index.ids(as_of("2030-01-01", 30)), ElementsAre("old", "undated", "new"));
}

TEST(Ranking, FreshnessHalvesItsWayDownToAHalf) {
  const Recency recency{.half_life_days = 30, .today = 1000};
  EXPECT_DOUBLE_EQ(freshness(1000, recency), 1);
  EXPECT_DOUBLE_EQ(freshness(970, recency), 0.75);
  EXPECT_DOUBLE_EQ(freshness(940, recency), 0.625);
  EXPECT_NEAR(freshness(-100'000, recency), 0.5, 1e-9);
  EXPECT_DOUBLE_EQ(freshness(1001, recency), 1);  // a wrong clock, or an embargo
  EXPECT_DOUBLE_EQ(freshness(kNoDay, recency), 0.5);
}

// The explanation of the first hit.
std::vector<std::string> explained(const TempIndex& index, SearchRequest request) {
  request.explain = true;
  return index.search(request).hits.at(0).explanation;
}

TEST(Ranking, ExplainsWordsByWhereTheyStand) {
  const TempIndex index{article("one", "Rates rise", "The bank raised its rate. Rates rose.")};
  EXPECT_THAT(
      explained(index, {.query = "rates bank"}),
      ElementsAre("\u201CRates\u201D, \u201Crate\u201D: once in the title, where a word counts 2 "
                  "times as much, 2 times in the text of 9 words",
                  "\u201Cbank\u201D: once in the text of 9 words"));
}

TEST(Ranking, ExplainsSpellingsThatWereSearchedAsWell) {
  const TempIndex index{
      article("ei", "", "Then Moallem met Sergei in Damascus. So Moallem said to Sergei."),
      article("ey", "", "Then Muallem met Sergey in Damascus. So Muallem said to Sergey.")};
  const std::vector<Hit> hits = index.search({.query = "moallem", .explain = true}).hits;
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_THAT(
      hits[1].explanation,
      ElementsAre("\u201CMuallem\u201D (searched as well): 2 times in the text of 11 words"));
}

TEST(Ranking, ExplainsWhatTheBestAnswersAreAbout) {
  const TempIndex index(floods());
  SearchRequest request{.query = std::string(kDescription), .explain = true};
  EXPECT_THAT(index.search(request).hits.at(1).explanation,
              Contains(AllOf(HasSubstr("words that tell most of what the best answers are about"),
                             HasSubstr("dykes"), HasSubstr("sandbags"))));
  request.broaden = true;
  EXPECT_THAT(
      index.search(request).hits.at(1).explanation,
      Contains("it is among the first, which were put in order by likeness to each other, too"));
}

TEST(Ranking, ExplainsFreshness) {
  const TempIndex index{of_day("one", "2016-12-26", "The strike began.")};
  EXPECT_THAT(explained(index, as_of("2017-01-25", 30)),
              Contains("it is of 2016-12-26, 30 days old: its score counts 0.75 times"));
  const TempIndex undated{of_day("one", "", "The strike began.")};
  EXPECT_THAT(explained(undated, as_of("2017-01-25", 30)),
              Contains("it has no date: its score counts 0.50 times"));
}

TEST(Ranking, PagesAreOfOneRanking) {
  std::vector<Article> articles;
  for (int i = 0; i < 70; ++i) {
    articles.push_back(article(std::to_string(i), "",
                               "Heavy rain, day " + std::to_string(i % 7) + ", in valley " +
                                   std::to_string(i % 11) + " with flooding."));
  }
  const TempIndex index(articles);
  for (const SearchRequest& kind :
       {SearchRequest{}, SearchRequest{.broaden = true}, SearchRequest{.recency_days = 30}}) {
    SearchRequest request = kind;
    request.query = kDescription;
    request.limit = 100;
    const std::vector<std::string> whole = index.ids(request);
    std::vector<std::string> pages;
    for (request.limit = 9; request.offset < whole.size(); request.offset += 9) {
      for (std::string& id : index.ids(request)) pages.push_back(std::move(id));
    }
    EXPECT_EQ(whole.size(), 70U);
    EXPECT_THAT(pages, ElementsAreArray(whole));
  }
}

}  // namespace
}  // namespace dateline
