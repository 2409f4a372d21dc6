// Totals, facets and timelines by story: what nearly the same text in several papers is.
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;

std::string body(int story) {
  std::string text = "Report of the oil market:";
  for (int i = 0; i < 40; ++i) text += " word" + std::to_string(story) + "x" + std::to_string(i);
  return text + ".";
}

// Twelve stories, some in many papers and on several days, some alone; dated by day, month, year or
// not at all; with two topics.
std::vector<Article> random_papers(std::mt19937& random) {
  const std::vector<std::string> days = {"2017-01-25", "2017-01-26", "2017-02-01", "2017-02",
                                         "2017",       "",           "2016-12-31"};
  const std::vector<std::string> sources = {"Wire", "Daily", "daily", "Post", ""};
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) {
    const int story = static_cast<int>(random() % 12);
    articles.push_back({.id = "a" + std::to_string(i),
                        .title = "News",
                        .source = sources[random() % sources.size()],
                        .published = parse_iso_date(days[random() % days.size()]),
                        .topics = {"topic " + std::to_string(random() % 3), "all"},
                        .paragraphs = {body(story)}});
  }
  return articles;
}

std::uint64_t grouped_total(const TempIndex& index, SearchRequest request) {
  request.group = Grouping::similar;
  request.facets.clear();
  request.timeline = Period::none;
  request.limit = 1;
  return index.search(request).total.value;
}

SearchRequest chosen(SearchRequest request, const TimelineBucket& bucket) {
  request.undated = bucket.period.empty();
  request.from = request.to = parse_iso_date(bucket.period);
  return request;
}

// A count by story is what choosing the value finds where similar articles are grouped.
TEST(StoryCounts, AreWhatChoosingTheValueFinds) {
  std::mt19937 random(7);
  for (const std::size_t segments : {1U, 2U, 5U}) {
    const TempIndex index(random_papers(random), segments);
    for (const char* query : {"oil", "oil -word3x7", "word1x1 OR word2x2 OR word5x0", ""}) {
      SearchRequest request{.query = query,
                            .facets = {"source", "topic"},
                            .timeline = Period::month,
                            .count = CountUnit::stories};
      const SearchResult result = index.search(request);
      EXPECT_EQ(result.total.stories, grouped_total(index, request)) << query;
      EXPECT_EQ(result.total.articles, result.total.value);
      for (const Facet& facet : result.facets) {
        EXPECT_EQ(facet.distinct, facet.values.size());
        for (const FacetValue& value : facet.values) {
          SearchRequest narrowed = request;
          narrowed.filters = {{facet.field, value.value}};
          EXPECT_EQ(value.count, grouped_total(index, narrowed)) << query << " " << value.value;
        }
      }
    }
  }
}

TEST(StoryCounts, OfAPeriodAreItsStories) {
  std::mt19937 random(11);
  for (const std::size_t segments : {1U, 4U}) {
    const TempIndex index(random_papers(random), segments);
    for (const Period period : {Period::day, Period::month, Period::year}) {
      const SearchRequest request{.query = "oil", .timeline = period, .count = CountUnit::stories};
      for (const TimelineBucket& bucket : index.search(request).timeline) {
        if (bucket.precision) continue;  // choosing it would find its months and days, too
        EXPECT_EQ(bucket.count, grouped_total(index, chosen(request, bucket))) << bucket.period;
      }
    }
  }
}

Article copy(std::string id, std::string source, std::string_view day) {
  return {.id = std::move(id),
          .source = std::move(source),
          .published = parse_iso_date(day),
          .paragraphs = {body(1)}};
}

TEST(StoryCounts, CountAStoryOnceInEachBucket) {
  const TempIndex index({copy("a", "Wire", "2017-01-25"), copy("b", "Daily", "2017-01-25"),
                         copy("c", "Daily", "2017-01-26"), copy("d", "Post", "")},
                        2);
  const SearchResult result = index.search(
      {.query = "oil", .facets = {"source"}, .timeline = Period::day, .count = CountUnit::stories});
  EXPECT_EQ(result.total.value, 4U);  // the hits are articles
  EXPECT_EQ(result.total.stories, 1U);
  std::vector<std::uint64_t> counts;
  for (const TimelineBucket& bucket : result.timeline) counts.push_back(bucket.count);
  EXPECT_THAT(counts, ElementsAre(1U, 1U, 1U));
  for (const FacetValue& value : result.facets[0].values) EXPECT_EQ(value.count, 1U);
}

TEST(StoryCounts, LeaveTheFieldsOwnFilterOutWhereFacetsAreDisjunctive) {
  const TempIndex index({copy("a", "Wire", "2017-01-25"), copy("b", "Daily", "2017-01-25"),
                         copy("c", "Daily", "2017-01-26")},
                        1);
  const SearchResult result = index.search({.query = "oil",
                                            .filters = {{"source", "Wire"}},
                                            .facets = {"source"},
                                            .facet_counts = FacetCounts::disjunctive,
                                            .count = CountUnit::stories});
  ASSERT_EQ(result.facets[0].values.size(), 2U);
  for (const FacetValue& value : result.facets[0].values) EXPECT_EQ(value.count, 1U);
}

}  // namespace
}  // namespace dateline
