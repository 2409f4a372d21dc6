#include "server/search_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/parameters.h"
#include "server/received_articles.h"

namespace dateline {
namespace {

using testing::HasSubstr;

constexpr char kForm[] = "application/x-www-form-urlencoded";
constexpr char kJson[] = "application/json; charset=utf-8";

TEST(SearchBody, IsAFormWithTheParametersOfAnAddress) {
  EXPECT_EQ(with_body_parameters("", kForm, "q=a+b&limit=5"), "q=a+b&limit=5");
  EXPECT_EQ(with_body_parameters("limit=5", kForm, "q=a"), "limit=5&q=a");
  EXPECT_EQ(with_body_parameters("q=a", kForm, ""), "q=a");
}

TEST(SearchBody, IsAJsonObjectWithTheParametersOfAnAddress) {
  const SearchRequest request = search_request(with_body_parameters(
      "", kJson,
      R"({"q": "гавань & порт", "source": ["TASS", "SANA"], "facets": ["source", "place"],
          "limit": 5, "explain": true, "from": null})"));
  EXPECT_EQ(request.query, "гавань & порт");
  ASSERT_EQ(request.filters.size(), 2);
  EXPECT_EQ(request.filters[1].value, "SANA");
  EXPECT_EQ(request.facets.size(), 2);
  EXPECT_EQ(request.limit, 5);
  EXPECT_TRUE(request.explain);
  EXPECT_FALSE(request.from);
}

TEST(SearchBody, IsJsonWhereItBeginsAsJsonThoughCurlCallsItAForm) {
  EXPECT_EQ(with_body_parameters("", kForm, R"({"q": "a"})"), "q=a");
  EXPECT_EQ(with_body_parameters("", "", R"({"q": "a"})"), "q=a");
}

TEST(SearchBody, TakesWholeNumbersWrittenWithAPoint) {
  EXPECT_EQ(with_body_parameters("", kJson, R"({"limit": 5.0})"), "limit=5");
  EXPECT_EQ(with_body_parameters("", kJson, R"({"limit": 1e1})"), "limit=10");
  EXPECT_EQ(with_body_parameters("", kJson, R"({"offset": -0.0})"), "offset=0");
  EXPECT_EQ(with_body_parameters("", kJson, R"({"limit": 2.5})"), "limit=2.5");
  EXPECT_EQ(with_body_parameters("", kJson, R"({"limit": 1e300})"), "limit=1e%2B300");
}

TEST(SearchBody, SaysWhatIsWrongWithIt) {
  const auto fault = [](std::string_view type, std::string_view body) -> std::string {
    try {
      with_body_parameters("", type, body);
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_EQ(fault(kJson, "[1]"), "the body must be a JSON object in UTF-8");
  EXPECT_EQ(fault(kJson, "{\"q\": \"\xff\"}"), "the body must be a JSON object in UTF-8");
  EXPECT_THAT(fault(kJson, R"({"q": {"match": "a"}})"), HasSubstr("q must be a string, a number"));
  EXPECT_THAT(fault(kJson, R"({"source": [["a"]]})"), HasSubstr("source must be a string"));
  EXPECT_EQ(fault(kJson, R"({"q": "a", "q": "b"})"), "q must be given only once");
  EXPECT_THAT(fault("text/xml", "<q>a</q>"), HasSubstr("not as text/xml"));
  EXPECT_THAT(fault(kJson, "{\"q\":" + std::string(60'000, '[')),
              HasSubstr("must be a JSON object"));
}

}  // namespace
}  // namespace dateline
