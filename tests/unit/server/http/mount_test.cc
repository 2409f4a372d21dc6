#include "server/http/mount.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Mount, TakesItsBasePathOffWhereItIsThere) {
  EXPECT_EQ(without_base("/news/api/v1/search?q=a", "/news"), "/api/v1/search?q=a");
  EXPECT_EQ(without_base("/news/", "/news"), "/");
  EXPECT_EQ(without_base("/news", "/news"), "");
  EXPECT_EQ(without_base("/news?q=a", "/news"), "?q=a");
  EXPECT_EQ(without_base("/newsroom", "/news"), "/newsroom");
  EXPECT_EQ(without_base("/api/v1/search", "/news"), "/api/v1/search");
  EXPECT_EQ(without_base("/news/a", ""), "/news/a");
}

TEST(Mount, PutsItsBasePathBeforeItsOwnAddressesOnly) {
  EXPECT_EQ(with_base("<a href=\"/?q=a\"><form action=\"/\"><script src=\"/app.js\">", "/news"),
            "<a href=\"/news/?q=a\"><form action=\"/news/\"><script src=\"/news/app.js\">");
  const std::string others =
      "<a href=\"https://a.example/\"><a href=\"#main\"> href=&quot;/a&quot; href='/a' /a";
  EXPECT_EQ(with_base(others, "/news"), others);
  EXPECT_EQ(with_base("<a href=\"/a\">", ""), "<a href=\"/a\">");
}

TEST(Mount, IsWhatTheRequestWasForWhereNoOtherAddressIsKnown) {
  EXPECT_EQ(web_root({}, "http", "a.example:8080"), "http://a.example:8080");
  EXPECT_EQ(web_root({.base_path = "/news"}, "https", "a.example"), "https://a.example/news");
  EXPECT_EQ(web_root({.base_path = "/news", .public_url = "https://b.example/news"}, "http", "a"),
            "https://b.example/news");
  EXPECT_EQ(web_root({.base_path = "/news"}, "http", ""), "/news");
  EXPECT_EQ(web_root({}, "http", ""), "");
}

}  // namespace
}  // namespace dateline
