#include "search/plan/query_cost.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/plan/query_builder.h"
#include "search/query/query_parser.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// A hundred articles, all with "the bank of the north"; two with "needle".
const TempIndex& archive() {
  static const TempIndex index([] {
    std::vector<Article> articles;
    for (int i = 0; i < 100; ++i) {
      const std::string rare = i < 2 ? " A needle." : "";
      articles.push_back(
          Article{.id = std::to_string(i), .paragraphs = {"The bank of the north." + rare}});
    }
    return articles;
  }());
  return index;
}

std::uint64_t cost(std::string_view query, const TempIndex& index = archive()) {
  QueryBuilder builder(index.shared_generation(), nullptr);
  const BuiltQuery built =
      builder.build(parse_query(query, Operator::all).root, QueryBuilder::StopWords::keep);
  return cost_of(*built.query, index.generation());
}

TEST(QueryCost, OfAWordIsTheArticlesThatHaveIt) {
  EXPECT_EQ(cost("needle"), 2U);
  EXPECT_EQ(cost("bank"), 100U);
  EXPECT_EQ(cost("nowhere"), 0U);
}

TEST(QueryCost, OfWordsThatMustAllBeThereIsThatOfTheRarest) {
  EXPECT_LT(cost("needle bank north"), cost("bank north"));
  EXPECT_LT(cost("\"the needle\" \"of the\""), cost("\"of the\""));
}

TEST(QueryCost, OfAlternativesIsTheirSum) {
  EXPECT_GE(cost("bank OR north"), cost("bank") + cost("north"));
}

TEST(QueryCost, OfPlacesIsMoreThanThatOfWords) {
  EXPECT_GT(cost("\"bank of the north\""), cost("bank of the north"));
  EXPECT_GT(cost("bank w/500 north"), cost("\"bank north\""));
  EXPECT_GT(cost("\"bank north\"~500"), cost("\"bank north\""));
}

// Two frequent words side by side must be cheap in a million articles, too.
TEST(QueryCost, OfAPlainPhraseIsThatOfTheArticlesWhichPairsLeave) {
  std::string text = "The bank of the north.";
  for (int i = 0; i < 500; ++i) text += " The north bank.";
  const TempIndex index{Article{.id = "long", .paragraphs = {text}}};
  EXPECT_LT(5 * cost("\"bank of the north\"", index), cost("\"bank of the north\"~1", index));
}

TEST(QueryCost, OfAlternativesNearAWordIsThatOfOneWordWhereFewHaveTwo) {
  EXPECT_EQ(cost("bank w/5 (needle OR nowhere OR haystack)"), cost("bank w/5 needle"));
  EXPECT_GT(cost("bank w/5 (the OR north OR needle)"), cost("bank w/5 north"));
}

TEST(QueryCost, OfWhatMustNotBeThereIsBoundedByWhatMust) {
  EXPECT_LT(cost("needle -bank"), cost("north -bank"));
}

TEST(QueryCost, AboveTheLimitIsRefusedByName) {
  const Searcher searcher(archive().shared_generation(), nullptr, {.cost = 50});
  EXPECT_THAT(searcher.search({.query = "needle"}).hits, SizeIs(2));
  try {
    searcher.search({.query = "bank"});
    FAIL() << "a query above the limit was answered";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("(limit cost)"));
  }
}

TEST(QueryCost, OfWildcardsCountsTheWordsTheyAreComparedWith) {
  const Searcher searcher(archive().shared_generation(), nullptr, {.cost = 15});
  EXPECT_THROW(searcher.search({.query = "*eedle"}), InputError);
  EXPECT_THAT(searcher.search({.query = "needl*"}).hits, SizeIs(2));
}

TEST(QueryCost, OfLookingAgainCountsWithThatOfTheFirstTime) {
  const SearchRequest request{.query = "nowhere *eedle"};  // none has both: some are looked for
  const Searcher once(archive().shared_generation(), nullptr, {.cost = 30});
  EXPECT_THAT(once.search(request).hits, SizeIs(0));
  const Searcher twice(archive().shared_generation(), nullptr, {.cost = 60});
  EXPECT_THAT(twice.search(request).hits, SizeIs(2));
}

TEST(QueryCost, AnyOfTheWordsIsNotSearchedWhereThatCostsTooMuch) {
  const Searcher searcher(archive().shared_generation(), nullptr, {.cost = 60});
  EXPECT_THAT(searcher.search({.query = "nowhere bank"}).hits, SizeIs(0));
}

}  // namespace
}  // namespace dateline
