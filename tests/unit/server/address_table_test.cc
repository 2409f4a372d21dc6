#include "server/address_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;

Address address(std::string_view pattern, std::string_view methods, std::string_view name) {
  return {pattern, methods, name, Audience::readers, Work::search, 0, nullptr};
}

const AddressTable& table() {
  static const AddressTable kTable({address("/articles/{id}", "GET, HEAD", "article"),
                                    address("/articles/{id}", "DELETE", "removal"),
                                    address("/articles/{id}/similar", "GET, HEAD", "similar"),
                                    address("/metrics", "GET, HEAD", "service"),
                                    address("/", "GET, HEAD", "page"),
                                    address("/{file}", "GET, HEAD, POST", "file")});
  return kTable;
}

std::string_view name_at(std::string_view method, std::string_view path) {
  return table().names()[table().find(method, path).name];
}

TEST(AddressTable, TellsPathsOfOnePatternFromThoseOfAnother) {
  EXPECT_TRUE(is_path_of("/articles/{id}", "/articles/a%2Fb"));
  EXPECT_FALSE(is_path_of("/articles/{id}", "/articles/"));
  EXPECT_FALSE(is_path_of("/articles/{id}", "/articles/a/"));
  EXPECT_FALSE(is_path_of("/articles/{id}", "/articles/a/b"));
  EXPECT_FALSE(is_path_of("/articles/{id}", "/article/a"));
  EXPECT_FALSE(is_path_of("/articles", "/articles/a"));
  EXPECT_TRUE(is_path_of("/", "/"));
  EXPECT_FALSE(is_path_of("/", ""));
  EXPECT_FALSE(is_path_of("/{file}", "/"));
}

TEST(AddressTable, FindsTheFirstThatHasThePathAndTheMethod) {
  EXPECT_EQ(name_at("GET", "/articles/a"), "article");
  EXPECT_EQ(name_at("HEAD", "/articles/a"), "article");
  EXPECT_EQ(name_at("DELETE", "/articles/a"), "removal");
  EXPECT_EQ(name_at("GET", "/articles/a/similar"), "similar");
  EXPECT_EQ(name_at("GET", "/metrics"), "service");
  EXPECT_EQ(name_at("GET", "/app.js"), "file");
}

TEST(AddressTable, TellsWhichMethodsAPathKnows) {
  EXPECT_EQ(table().find("PUT", "/articles/a").address, nullptr);
  EXPECT_EQ(table().find("PUT", "/articles/a").methods, "GET, HEAD, DELETE");
  EXPECT_EQ(table().find("POST", "/metrics").address, nullptr);  // though /{file} takes it
  EXPECT_EQ(table().find("POST", "/metrics").methods, "GET, HEAD");
  EXPECT_EQ(table().find("ET", "/metrics").address, nullptr);
}

TEST(AddressTable, HasANameForWhatIsNowhere) {
  EXPECT_THAT(table().names(),
              ElementsAre("article", "removal", "similar", "service", "page", "file", "unknown"));
  EXPECT_EQ(name_at("GET", "/a/b/c"), "unknown");
  EXPECT_EQ(table().find("GET", "/a/b/c").methods, "");
}

TEST(AddressTable, WritesPatternsAsExpressions) {
  EXPECT_EQ(regex_of("/articles/{id}/similar"), "/articles/([^/]+)/similar");
  EXPECT_EQ(regex_of("/opensearch.xml"), "/opensearch\\.xml");
  EXPECT_EQ(regex_of("/"), "/");
}

}  // namespace
}  // namespace dateline
