#include "search/facets.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/filter_values.h"
#include "search/store/text/fold.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

Article from(std::string id, std::string place, std::string source, std::string_view day = "") {
  Article article{.id = std::move(id),
                  .source = std::move(source),
                  .place = std::move(place),
                  .paragraphs = {"Oil."}};
  if (!day.empty()) article.published = parse_iso_date(day);
  return article;
}

const std::vector<Article> kFromEverywhere = {
    from("a", "London", "TASS"), from("b", "London", "SANA"), from("c", "Kuwait", "TASS"),
    from("d", "New York", "TASS"), from("e", "", "SANA")};

using Counts = std::map<std::string, std::uint64_t>;

Counts counts_of(const Facet& facet) {
  Counts counts;
  for (const FacetValue& each : facet.values) counts[each.value] = each.count;
  return counts;
}

Counts places(const TempIndex& index, SearchRequest request) {
  request.facets = {"place"};
  return counts_of(index.search(request).facets.at(0));
}

TEST(Facets, LeaveOutArticlesWithExcludedValues) {
  for (const std::size_t segments : {1U, 3U}) {
    const TempIndex index(kFromEverywhere, segments);
    EXPECT_THAT(index.ids({.query = "oil", .excluded = {{"place", "london"}}}),
                UnorderedElementsAre("c", "d", "e"));
    EXPECT_THAT(index.ids({.excluded = {{"place", "London"}, {"place", "Kuwait"}}}),
                UnorderedElementsAre("d", "e"));
    EXPECT_THAT(index.ids({.filters = {{"source", "TASS"}}, .excluded = {{"place", "London"}}}),
                UnorderedElementsAre("c", "d"));
    EXPECT_THAT(index.ids({.filters = {{"place", "London"}}, .excluded = {{"place", "London"}}}),
                IsEmpty());
  }
}

TEST(Facets, CountOnlyWhatMatchesUnlessTheyAreDisjunctive) {
  const TempIndex index(kFromEverywhere);
  EXPECT_THAT(places(index, {.filters = {{"place", "London"}}}), ElementsAre(Pair("London", 2)));
}

TEST(Facets, ThatAreDisjunctiveIgnoreTheirOwnFilterAndKeepToAllOthers) {
  for (const std::size_t segments : {1U, 3U}) {
    const TempIndex index(kFromEverywhere, segments);
    SearchRequest request{.query = "oil",
                          .filters = {{"place", "London"}},
                          .facets = {"source", "place"},
                          .facet_counts = FacetCounts::disjunctive};
    SearchResult result = index.search(request);
    EXPECT_EQ(result.total.value, 2U);
    EXPECT_EQ(result.facets.at(0).field, "source");
    EXPECT_EQ(counts_of(result.facets.at(0)), (Counts{{"TASS", 1}, {"SANA", 1}}));
    EXPECT_EQ(counts_of(result.facets.at(1)),
              (Counts{{"London", 2}, {"Kuwait", 1}, {"New York", 1}}));

    request.filters.push_back({"source", "TASS"});
    result = index.search(request);
    EXPECT_EQ(result.total.value, 1U);
    EXPECT_EQ(counts_of(result.facets.at(0)), (Counts{{"TASS", 1}, {"SANA", 1}}));
    EXPECT_EQ(counts_of(result.facets.at(1)),
              (Counts{{"London", 1}, {"Kuwait", 1}, {"New York", 1}}));

    request.filters = {};
    request.excluded = {{"place", "London"}};
    EXPECT_EQ(places(index, request), (Counts{{"London", 2}, {"Kuwait", 1}, {"New York", 1}}));
  }
}

TEST(Facets, ThatAreDisjunctiveLeaveTheHitsAsTheyAre) {
  const TempIndex index(kFromEverywhere, 2);
  for (const Grouping group : {Grouping::none, Grouping::similar}) {
    SearchRequest request{.query = "oil",
                          .limit = 1,
                          .filters = {{"place", "London"}},
                          .facets = {"place"},
                          .group = group};
    const SearchResult conjunctive = index.search(request);
    request.facet_counts = FacetCounts::disjunctive;
    const SearchResult disjunctive = index.search(request);
    EXPECT_EQ(disjunctive.total.value, conjunctive.total.value);
    ASSERT_EQ(disjunctive.hits.size(), 1U);
    EXPECT_EQ(disjunctive.hits[0].id, conjunctive.hits[0].id);
  }
}

TEST(Facets, SayHowManyValuesThereAreAndGiveThemPageByPage) {
  std::vector<Article> articles;
  for (int i = 0; i < 250; ++i)
    articles.push_back(from(std::to_string(i), "Town " + std::to_string(i), "TASS"));
  articles.push_back(from("again", "TOWN 7", "TASS"));
  for (const std::size_t segments : {1U, 4U}) {
    const TempIndex index(articles, segments);
    const Facet listed = index.search({.query = "oil", .facets = {"place"}}).facets.at(0);
    EXPECT_EQ(listed.distinct, 250U);
    EXPECT_EQ(listed.values.size(), 100U);
    EXPECT_EQ(listed.values[0].count, 2U);

    Counts all;
    const Searcher searcher = index.searcher();
    for (std::size_t offset = 0; offset < 300; offset += 60) {
      const FacetResult page =
          searcher.facet({.query = "oil"}, "place", {.offset = offset, .limit = 60});
      EXPECT_EQ(page.facet.distinct, 250U);
      EXPECT_EQ(page.total.value, 251U);
      for (const FacetValue& each : page.facet.values)
        EXPECT_TRUE(all.emplace(each.value, each.count).second) << each.value;
    }
    EXPECT_EQ(all.size(), 250U);
  }
}

TEST(Facets, AreSearchedByTheBeginningsOfTheirWords) {
  const TempIndex index({from("a", "New York", "TASS"), from("b", "York", "TASS"),
                         from("c", "Newark", "TASS"), from("d", "\u00C9vry", "TASS"),
                         from("e", "\u5317\u4EAC\u5E02", "TASS")});
  const Searcher searcher = index.searcher();
  const auto with = [&](std::string prefix) {
    const FacetResult result = searcher.facet({}, "place", {.prefix = std::move(prefix)});
    EXPECT_EQ(result.facet.distinct, result.facet.values.size());
    return counts_of(result.facet);
  };
  EXPECT_EQ(with("yo"), (Counts{{"New York", 1}, {"York", 1}}));
  EXPECT_EQ(with("NEW"), (Counts{{"New York", 1}, {"Newark", 1}}));
  EXPECT_EQ(with("new y"), (Counts{{"New York", 1}}));
  EXPECT_EQ(with("evr"), (Counts{{"\u00C9vry", 1}}));
  EXPECT_EQ(with("\u4EAC"), (Counts{{"\u5317\u4EAC\u5E02", 1}}));
  EXPECT_EQ(with("ork"), Counts());
}

TEST(Facets, FindOnlyUndatedArticlesWhereAskedTo) {
  const TempIndex index({from("a", "", "TASS", "1987-03-01"), from("b", "", "TASS")});
  EXPECT_THAT(index.ids({.query = "oil", .undated = true}), ElementsAre("b"));
}

TEST(Timeline, ChoosesItsStepByTheSpanOfWhatMatches) {
  const auto periods = [](std::string_view first, std::string_view last) {
    const TempIndex index({from("a", "", "TASS", first), from("b", "", "TASS", last)});
    std::vector<std::string> found;
    for (const TimelineBucket& each : index.search({.timeline = Period::automatic}).timeline)
      found.push_back(each.period);
    return found;
  };
  EXPECT_THAT(periods("1987-03-01", "1987-05-20"), ElementsAre("1987-03-01", "1987-05-20"));
  EXPECT_THAT(periods("1987-03-01", "1987-12-20"), ElementsAre("1987-03", "1987-12"));
  EXPECT_THAT(periods("1987-03-01", "1996-12-20"), ElementsAre("1987-03", "1996-12"));
  EXPECT_THAT(periods("1987-03-01", "1999-12-20"), ElementsAre("1987", "1999"));
  EXPECT_THAT(periods("1987-03-01", "1987-03-01"), ElementsAre("1987-03-01"));
}

}  // namespace
}  // namespace dateline
