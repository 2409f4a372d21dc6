#include "search/store/similar_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr const char* kHarbour =
    "The harbour of the old town will open again in March after two years of works. Cranes for the "
    "new quay arrived from Rotterdam last week, and two hundred dockers have been hired.";
constexpr const char* kBakers =
    "Bakers in the north went on strike over flour prices on Tuesday. Their guild said that bread "
    "from the harbour mill costs more than ever, and that talks had failed.";

Article story(std::string id, std::string source, std::string_view day, std::string body) {
  return {.id = std::move(id),
          .title = "News",
          .source = std::move(source),
          .published = parse_iso_date(day),
          .paragraphs = {std::move(body)}};
}

// Three papers with one story, and one with another.
std::vector<Article> papers() {
  return {story("times", "Times", "2017-01-26", kHarbour),
          story("bakers", "Times", "2017-01-27", kBakers),
          story("wire", "Wire", "2017-01-25", kHarbour),
          story("undated", "Post", "", std::string(kHarbour) + " The Post was told so.")};
}

SearchRequest grouped(std::string query) {
  return {.query = std::move(query), .group = Grouping::similar};
}

std::vector<std::string> ids(const SimilarArticles& similar) {
  std::vector<std::string> result;
  for (const SimilarArticle& article : similar.articles) result.push_back(article.id);
  return result;
}

TEST(SimilarGroups, OneHitAGroupWithTheOthersBesideIt) {
  for (const std::size_t segments : {1U, 2U, 3U}) {
    const TempIndex index(papers(), segments);
    SearchRequest request = grouped("harbour");
    request.sort = Sort::newest;
    const SearchResult result = index.search(request);
    ASSERT_EQ(result.hits.size(), 2U);
    EXPECT_EQ(result.hits[0].id, "bakers");
    EXPECT_EQ(result.hits[0].similar.count, 0U);
    EXPECT_EQ(result.hits[1].id, "times");
    EXPECT_EQ(result.hits[1].similar.count, 2U);
    EXPECT_THAT(ids(result.hits[1].similar), ElementsAre("wire", "undated"));
    EXPECT_EQ(result.hits[1].similar.articles[0].source, "Wire");
  }
}

TEST(SimilarGroups, TheTotalCountsHitsAndPagesAddUp) {
  const TempIndex index(papers(), 2);
  SearchRequest request = grouped("harbour");
  const SearchResult all = index.search(request);
  EXPECT_EQ(all.total.value, 2U);
  EXPECT_TRUE(all.total.exact);
  request.limit = 1;
  std::vector<std::string> paged;
  for (request.offset = 0; request.offset < 3; ++request.offset) {
    for (const Hit& hit : index.search(request).hits) paged.push_back(hit.id);
  }
  EXPECT_THAT(paged, ElementsAre(all.hits[0].id, all.hits[1].id));
}

TEST(SimilarGroups, FacetsCountArticles) {
  SearchRequest request = grouped("harbour");
  request.facets = {"source"};
  request.timeline = Period::year;
  const SearchResult result = TempIndex(papers()).search(request);
  ASSERT_EQ(result.facets.size(), 1U);
  EXPECT_EQ(result.facets[0].values[0].value, "Times");
  EXPECT_EQ(result.facets[0].values[0].count, 2U);
  EXPECT_EQ(result.timeline.back().count, 1U);  // undated
}

TEST(SimilarGroups, AFilterMayLeaveAnotherOneOfTheGroup) {
  SearchRequest request = grouped("cranes");
  request.filters = {{"source", "wire"}};
  const SearchResult result = TempIndex(papers()).search(request);
  ASSERT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(result.hits[0].id, "wire");
  EXPECT_THAT(ids(result.hits[0].similar), ElementsAre("times", "undated"));
}

TEST(SimilarGroups, WithoutGroupEveryArticleIsAHit) {
  const SearchResult result = TempIndex(papers()).search({.query = "cranes"});
  EXPECT_EQ(result.total.value, 3U);
  EXPECT_EQ(result.hits.size(), 3U);
  EXPECT_EQ(result.hits[0].similar.count, 0U);
}

TEST(SimilarGroups, AGroupThatFillsManyPagesIsPassed) {
  std::vector<Article> articles;
  for (int i = 0; i < 300; ++i)
    articles.push_back(story("copy-" + std::to_string(i), "Wire", "2017-01-25", kHarbour));
  articles.push_back(story("bakers", "Times", "2017-01-27", std::string(kBakers) + " It rained."));
  const TempIndex index(articles, 2);
  const SearchResult result = index.search(grouped("harbour"));
  ASSERT_EQ(result.hits.size(), 2U);
  EXPECT_EQ(result.total.value, 2U);
  const Hit& copies = result.hits[0].id == "bakers" ? result.hits[1] : result.hits[0];
  EXPECT_EQ(copies.similar.count, 299U);
  EXPECT_EQ(copies.similar.articles.size(), 10U);
}

TEST(SimilarGroups, AnArticleTellsItsGroup) {
  const TempIndex index(papers());
  const std::optional<ArticleView> view = index.searcher().article("undated", "");
  ASSERT_TRUE(view);
  EXPECT_THAT(ids(view->similar), ElementsAre("wire", "times"));
  EXPECT_THAT(ids(index.searcher().article("bakers", "")->similar), IsEmpty());
}

TEST(SimilarGroups, TheFileHasEveryArticle) {
  const TempIndex index(papers(), 2);
  const SimilarGroups& groups = index.generation().similar_groups();
  ASSERT_EQ(groups.articles(), 4U);
  ASSERT_EQ(groups.groups(), 1U);
  // The segments have times and wire, bakers and the undated one.
  EXPECT_THAT(groups.members(0), ElementsAre(1, 0, 3));
  EXPECT_EQ(groups.group_of(2), kNoGroup);
}

}  // namespace
}  // namespace dateline
