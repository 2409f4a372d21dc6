#include "search/store/article/canonical_url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/article/fields.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Article from(std::string id, std::string url) {
  Article article{.id = std::move(id), .title = "Harbour", .paragraphs = {"Ships."}};
  article.url = std::move(url);
  return article;
}

TEST(CanonicalUrl, AddressesArePastedWithAndWithoutAScheme) {
  for (const char* text : {"http://example.org", "https://example.org/x", "www.example.org",
                           "www.example.org/news?id=7", "example.org/x", "example.co.uk?id=7",
                           "WWW.Example.org/x", "localhost://x", "example.org:8080/x"}) {
    EXPECT_TRUE(is_web_address(text)) << text;
  }
  for (const char* text : {"AC/DC", "and/or", "U.S./China", "3.5/4", "example.org", "who?", "1/2",
                           "a@example.org", "U.S.", "km/h?", "www", "Mr./Mrs."}) {
    EXPECT_FALSE(is_web_address(text)) << text;
  }
}

TEST(CanonicalUrl, AHostLiesInItsDomains) {
  EXPECT_THAT(domains_of("news.example.co.uk/x"),
              ElementsAre("news.example.co.uk", "example.co.uk", "co.uk", "uk"));
  EXPECT_THAT(domains_of("user@example.org:8080"), ElementsAre("example.org", "org"));
  EXPECT_THAT(domains_of("localhost"), ElementsAre("localhost"));
}

TEST(UrlField, FindsTheAddressHoweverItIsWritten) {
  const TempIndex index{from("a", "https://www.example.org/news?id=7&utm_source=feed"),
                        from("b", "http://example.org/news?id=8"), from("none", "")};
  for (const char* query :
       {"url:https://www.example.org/news?id=7", "url:http://EXAMPLE.org/news/?id=7",
        "url:example.org/news?id=7#comments", "url:\"example.org/news?id=7&gclid=1\"",
        "url=example.org/news?id=7", "harbour url:example.org:443/news?id=7"}) {
    EXPECT_THAT(index.ids(query), ElementsAre("a")) << query;
  }
  EXPECT_THAT(index.ids("url:example.org/News?id=7"), IsEmpty()) << "paths have case";
  EXPECT_THAT(index.ids("url:example.org/other"), IsEmpty());
  EXPECT_THAT(index.ids("harbour -url:example.org/news?id=7"), UnorderedElementsAre("b", "none"));
}

TEST(UrlField, AHostFindsAllThatIsFromThere) {
  const TempIndex index{from("site", "https://www.example.org/a"),
                        from("part", "https://sport.example.org/b"),
                        from("port", "http://example.org:8080/c"),
                        from("other", "https://notexample.org/example.org")};
  EXPECT_THAT(index.ids("url:example.org"), UnorderedElementsAre("site", "part", "port"));
  EXPECT_THAT(index.ids("url:https://www.example.org/"),
              UnorderedElementsAre("site", "part", "port"));
  EXPECT_THAT(index.ids("site:sport.example.org"), ElementsAre("part"));
  EXPECT_THAT(index.ids("-url:example.org"), ElementsAre("other"));
  EXPECT_THAT(index.ids("url:(notexample.org OR sport.example.org)"),
              UnorderedElementsAre("other", "part"));
  EXPECT_THAT(index.ids("url:ample.org"), IsEmpty());
}

TEST(UrlField, SaysThatHalfAnAddressFindsNothing) {
  const TempIndex index{from("a", "http://example.org/news/7"), from("b", "")};
  EXPECT_THAT(index.search({.query = "url:example.org/news"}).notes,
              ElementsAre("no article is from example.org/news (url: takes a whole address or a "
                          "host)"));
  EXPECT_THAT(index.search({.query = "url:example.org/news/7"}).notes, IsEmpty());
  EXPECT_THAT(index.search({.query = "url:example.org"}).notes, IsEmpty());
}

TEST(UrlField, SurvivesMergedSegments) {
  const TempIndex index({from("a", "http://example.org/a"), from("b", "http://example.org/b"),
                         from("c", "http://example.net/c")},
                        3);
  EXPECT_THAT(index.ids("url:example.org/b"), ElementsAre("b"));
  EXPECT_THAT(index.ids("url:example.org"), UnorderedElementsAre("a", "b"));
}

TEST(UrlField, APastedAddressFindsItsArticle) {
  const TempIndex index{from("a", "http://example.org/news?id=7"),
                        from("b", "http://example.org/x")};
  for (const char* query :
       {"http://example.org/news?id=7", "www.example.org/news?id=7", "example.org/news?id=7"}) {
    EXPECT_THAT(index.ids(query), ElementsAre("a")) << query;
  }
}

}  // namespace
}  // namespace dateline
