#include "server/received_articles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::HasSubstr;

std::string fault_of(std::string_view body) {
  try {
    received_articles(body);
  } catch (const BodyError& error) {
    return error.what();
  }
  return {};
}

TEST(ReceivedArticles, AreOneObjectOnAnyNumberOfLines) {
  const auto articles =
      received_articles("{\n  \"id\": \"a\",\n  \"title\": \"Harbour opens\"\n}\n");
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].id, "a");
  EXPECT_EQ(articles[0].json, R"({"id":"a","title":"Harbour opens"})");
}

TEST(ReceivedArticles, AreJsonLines) {
  const auto articles = received_articles("{\"id\":\"a\"}\r\n\n{\"id\":\"b\"}");
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(articles[1].id, "b");
}

TEST(ReceivedArticles, NameTheLineAtFault) {
  EXPECT_EQ(fault_of("{\"id\":\"a\"}\n\nnothing\n"),
            "line 3: an article must be a JSON object in UTF-8, on one line");
  EXPECT_THAT(fault_of("{\"id\":\"a\"}\n{\"title\":\"b\"}"),
              HasSubstr("line 2: an article needs an id"));
}

TEST(ReceivedArticles, AreRefusedWhereTheBodyIsNoArticle) {
  EXPECT_THAT(fault_of(""), HasSubstr("the body must have an article"));
  EXPECT_THAT(fault_of(" \n\n"), HasSubstr("the body must have an article"));
  EXPECT_THAT(fault_of("[{\"id\":\"a\"}]"), HasSubstr("must be a JSON object"));
  EXPECT_THAT(fault_of("{\"id\":\"a\",\"title\":\"\xFF\"}"), HasSubstr("in UTF-8"));
  EXPECT_THAT(fault_of("{\"id\":\"a\""), HasSubstr("must be a JSON object"));
}

TEST(ReceivedArticles, NeedAnIdThatStaysTheirId) {
  for (const char* id : {R"("")", R"("a b")", R"("a\nb")", "7", "null"}) {
    EXPECT_THAT(fault_of("{\"id\":" + std::string(id) + "}"), HasSubstr("needs an id")) << id;
  }
  EXPECT_THAT(fault_of("{\"id\":\"" + std::string(101, 'a') + "\"}"), HasSubstr("needs an id"));
  EXPECT_EQ(received_articles("{\"id\":\"" + std::string(100, 'a') + "\"}").size(), 1U);
}

TEST(ReceivedArticles, AreNotNestedWithoutEnd) {
  const std::string deep =
      "{\"id\":\"a\",\"x\":" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
  EXPECT_THAT(fault_of(deep), HasSubstr("must not be nested deeper than 32 levels"));
  EXPECT_EQ(
      received_articles(R"({"id":"a","text":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"["})").size(),
      1U);
}

}  // namespace
}  // namespace dateline
