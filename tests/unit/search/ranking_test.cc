// What stands above what: a line of docs/relevance.md each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

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
  EXPECT_THAT(index.ids("farmers ship grain exports port"), ElementsAre("all", "four"));
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
  EXPECT_THAT(result.also_searched, ElementsAre());
}

TEST(Ranking, FewWordsAreNotADescription) {
  const TempIndex index(floods());
  EXPECT_THAT(index.search({.query = "heavy rivers", .explain = true}).hits.front().explanation,
              Not(Contains(HasSubstr("best answers"))));
}

TEST(Ranking, BroadeningFindsArticlesWithoutTheWordsAndShowsWhatItSearched) {
  const TempIndex index(floods());
  EXPECT_THAT(index.ids("snowmelt"), ElementsAre("best"));
  EXPECT_THAT(index.ids({.query = "snowmelt", .broaden = true}),
              ElementsAre("best", "alike", "unasked", "other"));
  const SearchResult result = index.search({.query = "snowmelt", .broaden = true});
  EXPECT_THAT(result.also_searched, IsSupersetOf({"dykes", "sandbags"}));
}

TEST(Ranking, PagesAreOfOneRanking) {
  std::vector<Article> articles;
  for (int i = 0; i < 70; ++i) {
    articles.push_back(article(std::to_string(i), "",
                               "Heavy rain, day " + std::to_string(i % 7) + ", in valley " +
                                   std::to_string(i % 11) + " with flooding."));
  }
  const TempIndex index(articles);
  for (const bool broaden : {false, true}) {
    SearchRequest request{.query = std::string(kDescription), .limit = 100, .broaden = broaden};
    const std::vector<std::string> whole = index.ids(request);
    std::vector<std::string> pages;
    for (request.limit = 9; request.offset < whole.size(); request.offset += 9) {
      for (std::string& id : index.ids(request)) pages.push_back(std::move(id));
    }
    EXPECT_EQ(whole.size(), 70U);
    EXPECT_THAT(pages, ElementsAreArray(whole)) << broaden;
  }
}

}  // namespace
}  // namespace dateline
