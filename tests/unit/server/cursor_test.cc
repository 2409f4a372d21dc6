#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "search/store/generation.h"
#include "server/http/http_front.h"
#include "server/routes.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<Article> numbered(int count) {
  std::vector<Article> articles;
  for (int i = 0; i < count; ++i)
    articles.push_back({.id = std::to_string(i), .title = "Harbour", .paragraphs = {"It opened."}});
  return articles;
}

// A server over an index of so many articles, which get more while it runs.
class CursorSite {
 public:
  explicit CursorSite(int articles)
      : routes_({.index = index_.path(), .cache_bytes = 1'000'000}),
        front_({.port = 0}, {.base_path = ""}, routes_) {
    routes_.watch(front_);
    front_.start();
    publish_as(1, articles);
  }

  void publish_as(std::uint64_t number, int articles) const {
    const TempIndex made(numbered(articles));
    const std::filesystem::path folder = generation_folder(index_.path(), number);
    std::filesystem::create_directories(folder.parent_path());
    std::filesystem::copy(made.folder(), folder, std::filesystem::copy_options::recursive);
    Manifest manifest = read_manifest(folder);
    manifest.generation = number;
    write_manifest(manifest, folder);
    publish(index_.path(), number);
  }

  json search(const std::string& parameters) const {
    return get("/api/v1/search?q=harbour&snippet_words=0&" + parameters);
  }

  json get(const std::string& target) const {
    RawClient client(front_.port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: a.example\r\n\r\n");
    const std::string response = client.read_response("GET");
    return json::parse(response.substr(response.find("\r\n\r\n") + 4));
  }

 private:
  TempFolder index_;
  Routes routes_;
  HttpFront front_;
};

std::vector<std::string> ids_of(const json& answer) {
  std::vector<std::string> ids;
  for (const json& hit : answer["hits"]) ids.push_back(hit["id"]);
  return ids;
}

TEST(Cursor, ByArrivalGoesOnInTheNextGeneration) {
  const CursorSite site(3);
  EXPECT_THAT(ids_of(site.search("sort=added")), ElementsAre("2", "1", "0"));
  const json first = site.search("sort=added&limit=2&cursor=*");
  EXPECT_THAT(ids_of(first), ElementsAre("0", "1"));
  const json second = site.get(first["next"]);
  EXPECT_THAT(ids_of(second), ElementsAre("2"));
  EXPECT_TRUE(second["next"].is_null());
  const std::string tail = second["cursor"];
  EXPECT_EQ(site.search("sort=added&limit=1")["cursor"], tail) << "what arrives from now on";
  const json nothing = site.search("sort=added&cursor=" + tail);
  EXPECT_THAT(ids_of(nothing), ElementsAre());
  EXPECT_EQ(nothing["cursor"], tail);
  site.publish_as(2, 5);
  EXPECT_THAT(ids_of(site.search("sort=added&cursor=" + tail)), ElementsAre("3", "4"));
}

TEST(Cursor, ReachesEveryHitOnceInAnyOrder) {
  constexpr int kArticles = 10'150;
  const CursorSite site(kArticles);
  for (const std::string order : {"relevance", "newest", "added"}) {
    std::set<std::string> ids;
    json answer = site.search("limit=100&cursor=*&sort=" + order);
    std::size_t hits = answer["hits"].size();
    for (const std::string& id : ids_of(answer)) ids.insert(id);
    while (!answer["next"].is_null()) {
      answer = site.get(answer["next"]);
      hits += answer["hits"].size();
      for (const std::string& id : ids_of(answer)) ids.insert(id);
    }
    EXPECT_EQ(hits, kArticles) << order;
    EXPECT_EQ(ids.size(), kArticles) << order;
  }
  const json last = site.search("limit=100&offset=9900");
  EXPECT_THAT(last["next"].get<std::string>(), HasSubstr("cursor="));
  EXPECT_EQ(site.get(last["next"])["hits"].size(), 100U);
}

TEST(Cursor, OfAGenerationThatIsGoneSaysWhatToDo) {
  const CursorSite site(30);
  const std::string next = site.search("sort=newest&cursor=*")["next"];
  EXPECT_EQ(site.get(next)["hits"].size(), 10U);
  site.publish_as(2, 31);
  const json gone = site.get(next);
  EXPECT_EQ(gone["status"], 410);
  EXPECT_EQ(gone["parameter"], "cursor");
  EXPECT_THAT(gone["detail"].get<std::string>(), HasSubstr("begin again with cursor=*"));
}

TEST(Cursor, IsRefusedWhereItMeansNothing) {
  const CursorSite site(30);
  const auto fault = [&](const std::string& parameters) {
    const json answer = site.search(parameters);
    return answer.value("parameter", "") + ": " + answer.value("detail", "");
  };
  const std::string place = site.search("cursor=*")["cursor"];
  const std::string tail = site.search("sort=added")["cursor"];
  EXPECT_THAT(fault("topic=x&cursor=" + place),
              HasSubstr("cursor: this cursor is of another search"));
  EXPECT_THAT(fault("sort=newest&cursor=" + place), HasSubstr("of another search"));
  EXPECT_THAT(fault("sort=newest&cursor=" + tail), HasSubstr("of another order"));
  EXPECT_THAT(fault("sort=added&cursor=" + place), HasSubstr("of another order"));
  EXPECT_THAT(fault("sort=added&group=similar&cursor=*"), HasSubstr("group"));
  EXPECT_THAT(fault("offset=10&cursor=*"), HasSubstr("leave one out"));
  for (const std::string wrong :
       {"", "p", "pzz", "p1-", "p1-2-3-4", "a", "x", "p1-ffffffffffffffff-1"})
    EXPECT_THAT(fault("cursor=" + wrong), HasSubstr("cursor: ")) << wrong;
  EXPECT_EQ(site.search("facets=topic&limit=5&cursor=" + place)["hits"].size(), 5U)
      << "what does not decide which articles match may change";
}

}  // namespace
}  // namespace dateline
