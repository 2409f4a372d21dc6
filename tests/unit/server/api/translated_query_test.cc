#include "server/api/translated_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/parameters.h"
#include "server/http/query_string.h"

namespace dateline {
namespace {

TEST(TranslatedQuery, IsSearchedInPlaceOfWhatWasTyped) {
  const TranslatedParameters asked =
      translated_parameters("limit=5&q=a1+or+b1+and+c1&syntax=nexis&place=New+York");
  ASSERT_TRUE(asked.query);
  EXPECT_EQ(asked.query->typed, "a1 or b1 and c1");
  const SearchRequest request = search_request(asked.query_string);
  EXPECT_EQ(request.query, "(a1 OR b1) AND c1");
  EXPECT_EQ(request.limit, 5U);
  EXPECT_EQ(request.words, Operator::all);
  EXPECT_EQ(request.filters.at(0).value, "New York");
}

TEST(TranslatedQuery, LeavesOtherSearchesAsTheyAre) {
  EXPECT_EQ(translated_parameters("q=syntax+error&limit=5").query_string, "q=syntax+error&limit=5");
  EXPECT_FALSE(translated_parameters("q=a").query);
  const TranslatedParameters any = translated_parameters("q=a+b&operator=any&syntax=proquest");
  EXPECT_EQ(search_request(any.query_string).words, Operator::any);
}

TEST(TranslatedQuery, NamesTheSystemsThatThereAre) {
  try {
    translated_parameters("q=a&syntax=westlaw");
    FAIL() << "there is no such system";
  } catch (const ParameterError& error) {
    EXPECT_EQ(error.parameter, "syntax");
    EXPECT_STREQ(error.what(), "syntax must be one of nexis, factiva, proquest, lucene");
  }
}

}  // namespace
}  // namespace dateline
