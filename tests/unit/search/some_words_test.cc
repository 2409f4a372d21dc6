// Where few articles have all the words of a query: which follow, where, and how the answer tells.
#include <algorithm>
#include <cstddef>
#include <random>
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

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Article article(std::string id, std::string text, std::string_view day = "",
                std::string source = "") {
  return {.id = std::move(id),
          .source = std::move(source),
          .published = parse_iso_date(day),
          .paragraphs = {std::move(text)}};
}

// Of so many articles with all of three words, and six with one or two of them.
std::vector<Article> ferries(std::size_t full) {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < full; ++i) {
    articles.push_back(
        article("full-" + std::to_string(i),
                "After long talks the pilots of the ferry agreed, so the strike of " +
                    std::to_string(i) + " days came to its end in the harbour.",
                "2017-01-0" + std::to_string(i % 9 + 1), "Harbour Wire"));
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string number = std::to_string(i);
    articles.push_back(article("two-" + number, "Ferry strike, ferry strike, ferry strike.",
                               "2017-02-1" + number, "Island Post"));
    articles.push_back(article("one-" + number, "Pilots.", "2016-02-1" + number, "Island Post"));
  }
  return articles;
}

constexpr std::string_view kFerries = "pilots ferry strike";

std::vector<bool> having_all(const SearchResult& result) {
  std::vector<bool> all;
  for (const Hit& hit : result.hits) all.push_back(hit.all_words.value());
  return all;
}

TEST(SomeWords, FollowFewArticlesThatHaveAll) {
  const TempIndex index(ferries(2));
  const SearchResult result = index.search({.query = std::string(kFerries)});
  EXPECT_EQ(result.total.value, 8U);
  EXPECT_EQ(result.total.all_words, 2U);
  EXPECT_THAT(having_all(result),
              ElementsAre(true, true, false, false, false, false, false, false));
  EXPECT_THAT(result.notes, ElementsAre(HasSubstr("those with some of them follow")));
}

TEST(SomeWords, ComeBelowWhateverTheirScores) {
  const TempIndex index(ferries(2));
  const SearchResult result = index.search({.query = std::string(kFerries)});
  EXPECT_TRUE(std::is_sorted(result.hits.begin(), result.hits.end(),
                             [](const Hit& a, const Hit& b) { return a.score > b.score; }));
  EXPECT_THAT(result.hits.at(2).id, HasSubstr("two-"));
}

TEST(SomeWords, StayAwayWhereTenArticlesHaveAll) {
  EXPECT_EQ(TempIndex(ferries(9)).search({.query = std::string(kFerries)}).total.value, 15U);
  const SearchResult result = TempIndex(ferries(10)).search({.query = std::string(kFerries)});
  EXPECT_EQ(result.total.value, 10U);
  EXPECT_EQ(result.total.all_words, 10U);
  EXPECT_THAT(having_all(result), Each(true));
  EXPECT_THAT(result.notes, IsEmpty());
}

TEST(SomeWords, AreNeverAskedOfWhoWantsAllOrAny) {
  const TempIndex index(ferries(2));
  const SearchRequest all{.query = std::string(kFerries), .words = Operator::all};
  EXPECT_EQ(index.search(all).total.value, 2U);
  EXPECT_EQ(index.search(all).total.all_words, 2U);
  const SearchResult any = index.search({.query = std::string(kFerries), .words = Operator::any});
  EXPECT_EQ(any.total.value, 8U);
  EXPECT_FALSE(any.total.all_words);
  EXPECT_FALSE(any.hits.front().all_words);
}

TEST(SomeWords, AreLeftOutByDateAndANoteSaysHowMany) {
  const TempIndex index(ferries(2));
  for (const Sort sort : {Sort::newest, Sort::oldest}) {
    const SearchResult result = index.search({.query = std::string(kFerries), .sort = sort});
    EXPECT_EQ(result.total.value, 2U);
    EXPECT_THAT(having_all(result), ElementsAre(true, true));
    EXPECT_THAT(result.notes, ElementsAre(HasSubstr("6 articles have only some of the words")));
  }
}

TEST(SomeWords, AreListedByDateWhereNoArticleHasAll) {
  const TempIndex index(ferries(0));
  const SearchResult result = index.search({.query = std::string(kFerries), .sort = Sort::newest});
  EXPECT_EQ(result.hits.front().id, "two-2");
  EXPECT_EQ(result.total.value, 6U);
  EXPECT_EQ(result.total.all_words, 0U);
  EXPECT_THAT(result.notes, ElementsAre(HasSubstr("no article has all the words")));
}

TEST(SomeWords, AreNotAddedToAnExportUnlessNoArticleHasAll) {
  const SearchRequest request{
      .query = std::string(kFerries), .limit = 100, .some_words = SomeWords::instead};
  EXPECT_THAT(TempIndex(ferries(2)).searcher().matches(request).numbers, SizeIs(2));
  const Searcher::Matches found = TempIndex(ferries(0)).searcher().matches(request);
  EXPECT_THAT(found.numbers, SizeIs(6));
  EXPECT_EQ(found.total.all_words, 0U);
}

// A facet's count is what choosing it finds.
TEST(SomeWords, AreNotAddedBecauseAFilterLeavesFew) {
  std::vector<Article> articles = ferries(11);
  articles.push_back(article("full-there", "The pilots of the ferry end their strike.",
                             "2017-03-01", "Island Post"));
  const TempIndex index(articles);
  const SearchRequest narrow{.query = std::string(kFerries),
                             .filters = {{"source", "Island Post"}}};
  EXPECT_EQ(index.search(narrow).total.value, 1U);
  SearchRequest empty = narrow;
  empty.from = parse_iso_date("2018");
  EXPECT_EQ(index.search(empty).total.value, 0U);
}

TEST(SomeWords, AreCountedByFacetsAndTimelineWhereTheyAreListed) {
  const TempIndex index(ferries(2));
  const SearchResult result = index.search(
      {.query = std::string(kFerries), .facets = {"source"}, .timeline = Period::year});
  ASSERT_THAT(result.facets.at(0).values, SizeIs(2));
  EXPECT_EQ(result.facets[0].values[0].count, 6U);
  EXPECT_EQ(result.facets[0].values[1].count, 2U);
  ASSERT_THAT(result.timeline, SizeIs(2));
  EXPECT_EQ(result.timeline[1].count, 5U);
}

TEST(SomeWords, IncludeArticlesThatHaveAllByAnotherName) {
  const TempIndex index{article("joined", "The counterterrorism unit came."),
                        article("apart", "A counter stood in the terrorism museum."),
                        article("half", "The counter was made of wood.")};
  const SearchResult result = index.search({.query = "counter terrorism"});
  EXPECT_EQ(result.total.all_words, 2U);
  EXPECT_EQ(result.total.value, 3U);
  EXPECT_EQ(result.hits.back().id, "half");
}

// Words of an archive whose articles have few of them each.
class Archive {
 public:
  explicit Archive(unsigned seed) : random_(seed) {}

  std::vector<Article> articles(std::size_t count) {
    std::vector<Article> articles;
    for (std::size_t i = 0; i < count; ++i) {
      Article made = article(std::to_string(i), "", "201" + std::to_string(below(8)),
                             "Source " + std::to_string(below(4)));
      made.title = words(2);
      made.paragraphs = {words(3 + below(12)) + "."};
      if (i > 0 && below(6) == 0) made.paragraphs = articles.back().paragraphs;
      articles.push_back(std::move(made));
    }
    return articles;
  }

  // Rare words and common ones.
  std::string words(std::size_t count) {
    static constexpr std::string_view kLetters = "bdfgklmnprstvz";
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t number = below(1 + below(40));
      if (!text.empty()) text += ' ';
      text += kLetters[number % 14];
      text += number < 14 ? "arid" : number < 28 ? "onu" : "elop";
    }
    return text;
  }

  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

 private:
  std::mt19937 random_;
};

std::vector<std::pair<std::string, std::uint64_t>> counts_of(const SearchResult& result) {
  std::vector<std::pair<std::string, std::uint64_t>> counts{{"", result.total.value}};
  counts.emplace_back("all", result.total.all_words.value_or(0));
  for (const Facet& facet : result.facets) {
    for (const FacetValue& each : facet.values) counts.emplace_back(each.value, each.count);
  }
  for (const TimelineBucket& each : result.timeline) counts.emplace_back(each.period, each.count);
  return counts;
}

std::vector<SearchRequest> kinds() {
  return {{},
          {.sort = Sort::newest},
          {.sort = Sort::oldest},
          {.group = Grouping::similar},
          {.recency_days = 300, .today = 17'000},
          {.group = Grouping::similar, .recency_days = 300, .today = 17'000},
          {.broaden = true},
          {.broaden = true, .group = Grouping::similar},
          {.words = Operator::any},
          {.filters = {{"source", "Source 1"}}}};
}

TEST(SomeWords, AnswersAreTheSameWhateverThePage) {
  Archive archive(20);
  const TempIndex index(archive.articles(160), 2);
  for (int i = 0; i < 40; ++i) {
    const std::string query = archive.words(1 + archive.below(7));
    for (SearchRequest request : kinds()) {
      request.query = query;
      request.facets = {"source"};
      request.timeline = Period::year;
      request.limit = 1000;
      const SearchResult whole = index.search(request);
      std::vector<std::string> ids;
      for (const Hit& hit : whole.hits) ids.push_back(hit.id);
      EXPECT_EQ(ids.size(), whole.total.value) << query;
      std::vector<std::string> paged;
      request.limit = 1 + archive.below(30);
      for (; request.offset < ids.size(); request.offset += request.limit) {
        const SearchResult page = index.search(request);
        EXPECT_EQ(counts_of(page), counts_of(whole)) << query;
        for (const Hit& hit : page.hits) paged.push_back(hit.id);
      }
      EXPECT_THAT(paged, ElementsAreArray(ids)) << query << " by " << request.limit;
      if (request.broaden || request.words == Operator::any) continue;
      const std::vector<bool> all = having_all(whole);
      EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), std::greater<>())) << query;
      EXPECT_EQ(static_cast<std::uint64_t>(std::count(all.begin(), all.end(), true)),
                whole.total.all_words)
          << query;
    }
  }
}

}  // namespace
}  // namespace dateline
