#include "search/match/position_matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/query_builder.h"
#include "search/query/query_parser.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The places in an article, whose words are numbered from 0, that a query marks: "0-2 5".
std::vector<std::string> places(const std::string& paragraph, std::string_view query) {
  const TempIndex index{Article{.id = "a", .paragraphs = {paragraph}}};
  QueryBuilder builder(index.shared_generation(), nullptr);
  const BuiltQuery built =
      builder.build(parse_query(query, Operator::all).root, QueryBuilder::StopWords::keep);
  const Segment& segment = *index.generation().segments().front();
  TokenStream stream;
  stream.decode(segment.tokens(0));
  std::vector<std::string> result;
  for (const PositionNode& mark : built.marks) {
    for (const PositionSpan& span : PositionMatcher(mark, segment.lexicon()).find(stream)) {
      result.push_back(std::to_string(span.first) +
                       (span.first == span.last ? "" : "-" + std::to_string(span.last)));
    }
  }
  return result;
}

TEST(PositionMatcher, APhraseWithOthersAmongItsWordsIsTheTightestOne) {
  EXPECT_THAT(places("war war on terror", "\"war terror\"~3"), ElementsAre("1-3"));
  EXPECT_THAT(places("war on terror and terror", "\"war terror\"~3"), ElementsAre("0-2", "0-4"));
  EXPECT_THAT(places("war on and on and terror", "\"war terror\"~3"), IsEmpty());
}

TEST(PositionMatcher, NearIsAChainOfNeighbours) {
  EXPECT_THAT(places("a x b x x c", "a w/2 b w/3 c"), ElementsAre("0", "2", "2", "5"));
  EXPECT_THAT(places("a x b x c", "a w/2 b w/2 c"), ElementsAre("0", "2", "4"));
  EXPECT_THAT(places("a x b x x c", "a w/2 b w/2 c"), IsEmpty());
  EXPECT_THAT(places("b a", "a pre/2 b"), IsEmpty());
  EXPECT_THAT(places("a", "a w/2 a"), IsEmpty());
}

TEST(PositionMatcher, AChainOfFrequentWordsCostsNoMoreThanItsWords) {
  std::string text;
  std::string query = "the";
  for (int i = 0; i < 300; ++i) text += "the ";
  for (int i = 0; i < 30; ++i) query += " w/500 the";  // 300 to the 30th ways to choose
  EXPECT_EQ(places(text, query).size(), 300U);
}

}  // namespace
}  // namespace dateline
