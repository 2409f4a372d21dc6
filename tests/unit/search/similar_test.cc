// Articles that are like one: what the page offers as "more like this".
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

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Article article(std::string id, std::string text) {
  return {.id = std::move(id), .paragraphs = {std::move(text)}};
}

std::vector<std::string> like(const TempIndex& index, std::string_view id) {
  std::vector<std::string> ids;
  const std::vector<Hit> similar = index.searcher().similar(id, 10).value();
  for (const Hit& hit : similar) ids.push_back(hit.id);
  return ids;
}

TEST(Similar, FindsTheOtherOfTwoArticles) {
  const TempIndex index{article("a", "The reactor leaked into the river at night."),
                        article("b", "Engineers closed the reactor by the river.")};
  EXPECT_THAT(like(index, "a"), ElementsAre("b"));
}

TEST(Similar, FindsNothingWhereNoWordButStopWordsIsShared) {
  const TempIndex index{article("a", "The reactor leaked into the river at night."),
                        article("b", "She was not there, and into the house they went.")};
  EXPECT_THAT(like(index, "a"), IsEmpty());
}

// The name stands once among words of the weather that others have as often.
TEST(Similar, CountsTellingWordsMoreThanOthers) {
  std::vector<Article> articles{
      article("asked",
              "Water of the Chernobyl reservoir rose in the spring flood. Officials at "
              "Chernobyl spoke of a rising river, of rain and of the water level."),
      article("same", "A visit to Chernobyl: the town is empty, and grass grows in its streets."),
      article("also", "Chernobyl workers received medals.")};
  for (int i = 0; i < 30; ++i) {
    articles.push_back(article("weather-" + std::to_string(i),
                               "Spring rain: the river rose, and its water level with it, said "
                               "officials. A flood was not ruled out, said town number " +
                                   std::to_string(i) + "."));
  }
  const std::vector<std::string> found = like(TempIndex(articles), "asked");
  ASSERT_GE(found.size(), 2U);
  EXPECT_THAT((std::vector<std::string>{found[0], found[1]}),
              ::testing::UnorderedElementsAre("same", "also"));
}

TEST(Snippets, ShowAMatchBehindAWordOfThousandsOfLetters) {
  const TempIndex index{
      article("a", std::string(3000, 'x') + " harbour " + std::string(3000, 'y'))};
  const SearchResult result = index.search({.query = "harbour"});
  ASSERT_EQ(result.hits.size(), 1U);
  ASSERT_EQ(result.hits[0].snippets.size(), 1U);
  const MarkedText& snippet = result.hits[0].snippets[0];
  ASSERT_EQ(snippet.marks.size(), 1U);
  EXPECT_EQ(
      snippet.text.substr(snippet.marks[0].begin, snippet.marks[0].end - snippet.marks[0].begin),
      "harbour");
  EXPECT_LT(snippet.marks[0].begin, 500U);
  EXPECT_LT(snippet.text.size(), 1000U);
}

}  // namespace
}  // namespace dateline
