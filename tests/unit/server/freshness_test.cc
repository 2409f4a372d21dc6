// How fresh an answer must be, over the real front: min_generation and min_sequence.
#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "search/store/generation.h"
#include "server/api/parameters.h"
#include "server/http/http_front.h"
#include "server/routes.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A server over an index of one article that is at this generation, and has what was pushed up to
// this place of the queue.
class SiteAt {
 public:
  explicit SiteAt(const Freshness& has)
      : routes_({.index = published_as(has)}), front_({.port = 0}, {}, routes_) {
    routes_.watch(front_);
    front_.start();
  }

  void publish_as(const Freshness& has) const {
    const TempIndex made({{.id = "a", .title = "Harbour", .paragraphs = {"It opened."}}});
    const std::filesystem::path folder = generation_folder(index_.path(), has.generation);
    std::filesystem::create_directories(folder.parent_path());
    std::filesystem::copy(made.folder(), folder, std::filesystem::copy_options::recursive);
    Manifest manifest = read_manifest(folder);
    manifest.generation = has.generation;
    manifest.pushed = has.sequence;
    write_manifest(manifest, folder);
    publish(index_.path(), has.generation);
  }

  std::string get(const std::string& target) const {
    RawClient client(front_.port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: a.example\r\n\r\n");
    return client.read_response("GET");
  }

  // Once the generation that was published last is open: who asks while it is being opened is
  // answered by the one before.
  std::string get_when_open(const std::string& target) const {
    std::string answer = get(target);
    for (int tries = 0; tries < 500 && !answer.starts_with("HTTP/1.1 200 "); ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      answer = get(target);
    }
    return answer;
  }

 private:
  std::filesystem::path published_as(const Freshness& has) const {
    publish_as(has);
    return index_.path();
  }

  TempFolder index_;
  Routes routes_;
  HttpFront front_;
};

constexpr const char* kFresh = "HTTP/1.1 200 ";

testing::Matcher<const std::string&> is_behind(const std::string& parameter,
                                               const std::string& detail) {
  return AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("\r\nRetry-After: 1\r\n"),
               HasSubstr("\"parameter\":\"" + parameter + "\""), HasSubstr(detail));
}

TEST(Freshness, OfAGenerationIsWaitedFor) {
  const SiteAt site({.generation = 7, .sequence = 41});
  EXPECT_THAT(site.get("/api/v1/search?q=harbour&min_generation=7"), StartsWith(kFresh));
  EXPECT_THAT(site.get("/api/v1/search?q=harbour&min_generation=8"),
              is_behind("min_generation", "at generation 7 and min_generation asks for 8"));
  site.publish_as({.generation = 9, .sequence = 41});
  EXPECT_THAT(site.get_when_open("/api/v1/search?q=harbour&min_generation=8"), StartsWith(kFresh));
}

TEST(Freshness, OfAPushIsWaitedFor) {
  const SiteAt site({.generation = 7, .sequence = 41});
  EXPECT_THAT(site.get("/api/v1/search?q=harbour&min_sequence=41"), StartsWith(kFresh));
  EXPECT_THAT(site.get("/api/v1/search?q=harbour&min_sequence=42"),
              is_behind("min_sequence", "up to sequence 41, and min_sequence asks for 42"));
  EXPECT_THAT(site.get("/readyz"), HasSubstr(R"("generation":7,"sequence":41)"));
}

TEST(Freshness, MayBeAskedOfEveryAddressThatSearches) {
  const SiteAt site({.generation = 7, .sequence = 41});
  for (const std::string target :
       {"/api/v1/search?", "/api/v1/feed?", "/api/v1/facets/source?", "/api/v1/export?",
        "/api/v1/concordance?q=harbour&", "/api/v1/passages?q=harbour&", "/api/v1/why?id=a&",
        "/api/v1/articles/a?"}) {
    EXPECT_THAT(site.get(target + "min_sequence=41"), StartsWith(kFresh)) << target;
    EXPECT_THAT(site.get(target + "min_sequence=42"), is_behind("min_sequence", "42")) << target;
  }
  EXPECT_THAT(site.get("/?q=harbour&min_sequence=42"), StartsWith("HTTP/1.1 503 "));
}

TEST(Freshness, GoesOnToTheNextPage) {
  EXPECT_EQ(to_query_string(search_request("min_sequence=3&min_generation=7&q=a")),
            "q=a&min_generation=7&min_sequence=3");
}

TEST(Freshness, IsANumber) {
  const SiteAt site({.generation = 7, .sequence = 41});
  for (const std::string wrong : {"-1", "7.5", "new", "", "99999999999999999999"}) {
    EXPECT_THAT(site.get("/api/v1/search?min_generation=" + wrong),
                AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("min_generation must be a number"),
                      Not(HasSubstr("Retry-After"))))
        << wrong;
  }
}

}  // namespace
}  // namespace dateline
