#include "search/query/query_headline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/query/query_parser.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string read(std::string_view query) {
  return to_text(parse_query(query, Operator::automatic).root);
}

Article titled(std::string id, std::string title) {
  return {.id = std::move(id), .title = std::move(title), .paragraphs = {"It was in the paper."}};
}

TEST(QueryHeadline, OperatorsInAHeadlineInCapitalsAreWords) {
  EXPECT_EQ(read("REFCO NOT IN FINANCIAL DIFFICULTY"), "(and REFCO NOT IN FINANCIAL DIFFICULTY)");
  EXPECT_THAT(parse_query("REFCO NOT IN FINANCIAL DIFFICULTY", Operator::automatic).notes,
              ElementsAre(HasSubstr("was read as a word, since all is in capitals")));
}

TEST(QueryHeadline, OperatorsStayOperatorsInOtherQueries) {
  for (const char* query : {
           "UN NOT NATO",                                // few words
           "Refco NOT in financial difficulty",          // small letters
           "REFCO NOT \"IN FINANCIAL DIFFICULTY\" NOW",  // quotes
           "REFCO NOT (IN FINANCIAL DIFFICULTY) NOW",    // brackets
           "UN AND NATO NOT EU TALKS OR WAR",            // many operators
       }) {
    EXPECT_FALSE(is_headline_in_capitals(query)) << query;
  }
  EXPECT_EQ(read("UN NOT NATO"), "(not UN NATO)");
}

TEST(QueryHeadline, InitialsMayStandApart) {
  EXPECT_EQ(read("U S"), "(or (and U S) U.S.)");
  EXPECT_EQ(read("E F Hutton"), "(and (or (and E F) E.F.) Hutton)");
  EXPECT_EQ(read("plan B"), "(and plan B)");
  EXPECT_EQ(read("u s steel"), "(and u s steel)");
}

TEST(QueryHeadline, AHeadlineFindsItsArticle) {
  const TempIndex index{titled("refco", "REFCO SAYS NOT IN FINANCIAL DIFFICULTY"),
                        titled("cars", "U.S. CAR SALES DOWN IN MARCH"),
                        titled("other", "CAR SALES IN EUROPE")};
  EXPECT_THAT(index.ids("REFCO SAYS NOT IN FINANCIAL DIFFICULTY"), ElementsAre("refco"));
  EXPECT_EQ(index.ids("U S CAR SALES DOWN IN MARCH").front(), "cars");
}

}  // namespace
}  // namespace dateline
