// The real programs: dateline-index makes an index, dateline-server answers from it.
#include <array>
#include <atomic>
#include <csignal>
#include <ctime>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "tests/support/service.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kFerry =
    R"({"id":"ferry","title":"Ferry returns","text":"The ferry returned to the island on Monday.","published":"2019-05-06","source":"Island Post"})"
    "\n";
constexpr const char* kLighthouse =
    R"({"id":"lighthouse","title":"Lighthouse sold","text":"The lighthouse was sold to a painter.","published":"2020-01-02","source":"Coast Daily"})"
    "\n";

TEST(Service, AnswersFromWhatWasIndexed) {
  const Service service;
  service.write("a.jsonl", std::string(kFerry) + kLighthouse);
  ASSERT_EQ(service.run_indexer(), 0);
  const Server server(service.index());
  const json answer = server.get_json("/api/v1/search?q=ferry&facets=source");
  EXPECT_EQ(answer["total"]["value"], 1);
  EXPECT_EQ(answer["hits"][0]["id"], "ferry");
  EXPECT_EQ(answer["hits"][0]["published"], "2019-05-06");
  EXPECT_EQ(answer["facets"]["source"][0]["value"], "Island Post");
  EXPECT_EQ(server.get_json("/api/v1/search?sort=newest")["hits"][0]["id"], "lighthouse");
  EXPECT_EQ(server.get_json("/api/v1/articles/ferry")["text"][0],
            "The ferry returned to the island on Monday.");
}

TEST(Service, FollowsANewIndexWithoutARestart) {
  const Service service;
  const Server server(service.index());
  EXPECT_THAT(server.get("/readyz"), StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(server.get("/api/v1/search?q=ferry"), HasSubstr("run dateline-index"));
  service.write("a.jsonl", kFerry);
  ASSERT_EQ(service.run_indexer(), 0);
  EXPECT_THAT(server.get("/readyz"), StartsWith("HTTP/1.1 200 "));
  EXPECT_EQ(server.get_json("/api/v1/search?q=lighthouse")["total"]["value"], 0);
  service.write("b.jsonl", kLighthouse);
  ASSERT_EQ(service.run_indexer(), 0);
  EXPECT_EQ(server.get_json("/api/v1/search?q=lighthouse")["total"]["value"], 1);
  EXPECT_EQ(server.get_json("/api/v1/stats")["articles"], 2);
}

// The feed is read by our own reader of feeds: what it tells of an article is what went in. One
// without a date is of the day when it came into the archive, since Atom must say when it was
// updated.
TEST(Service, WritesFeedsThatAnotherArchiveCanRead) {
  const Service first;
  first.write("a.jsonl", std::string(kFerry) + kLighthouse +
                             R"({"id":"bell","title":"A\u0007 bell & a half < two",)"
                             R"("text":"The bell of the lighthouse rang \u0001 twice."})"
                             "\n");
  ASSERT_EQ(first.run_indexer(), 0);
  const Server server(first.index());
  const std::string response = server.get("/api/v1/feed?q=lighthouse");
  EXPECT_THAT(response, HasSubstr("Content-Type: application/atom+xml; charset=utf-8\r\n"));

  const Service second;
  second.write("feed.xml", response.substr(response.find("\r\n\r\n") + 4));
  ASSERT_EQ(second.run_indexer(), 0);
  const Server reader(second.index());
  const json answer = reader.get_json("/api/v1/search?sort=oldest");
  ASSERT_EQ(answer["hits"].size(), 2);
  EXPECT_EQ(answer["hits"][0]["title"], "Lighthouse sold");
  EXPECT_EQ(answer["hits"][0]["published"], "2020-01-02");
  EXPECT_EQ(answer["hits"][0]["url"], "http://localhost/article/lighthouse?q=lighthouse");
  EXPECT_THAT(answer["hits"][1]["title"].get<std::string>(), HasSubstr("bell & a half < two"));
}

TEST(Service, ExportsArticlesThatAnotherArchiveCanRead) {
  const Service first;
  first.write("a.jsonl", std::string(kFerry) + kLighthouse);
  first.write(
      "storm.html",
      "<!doctype html><title>Storm closes the airport</title><article><h1>Storm closes the "
      "airport</h1><p>By Ann Ray</p><p>A storm &amp; its rain closed the airport of the "
      "island on Monday, and nobody knows when it opens again.</p><h2>Ships, too</h2><p>The "
      "ferry stayed in the harbour, said the harbour master of the island.</p></article>");
  ASSERT_EQ(first.run_indexer(), 0);
  const Server server(first.index());
  RawClient client(server.port());
  client.send("GET /api/v1/export HTTP/1.0\r\n\r\n");
  const std::string response = client.read_all();

  const Service second;
  second.write("all.jsonl", response.substr(response.find("\r\n\r\n") + 4));
  ASSERT_EQ(second.run_indexer(), 0);
  const Server reader(second.index());
  const json hits = server.get_json("/api/v1/search")["hits"];
  ASSERT_EQ(hits.size(), 3);
  for (const json& hit : hits) {
    const std::string address = "/api/v1/articles/" + hit["id"].get<std::string>();
    json before = server.get_json(address);
    json after = reader.get_json(address);
    for (const char* of_its_archive : {"extraction", "added", "changed"}) {
      before.erase(of_its_archive);
      after.erase(of_its_archive);
    }
    EXPECT_EQ(after, before);
  }
}

// Two articles of the same words, the older of which has the one that is asked for more often.
void write_stale_and_fresh(const Service& service) {
  const std::time_t yesterday = std::time(nullptr) - 24 * 60 * 60;
  std::array<char, sizeof "2017-01-25"> day{};
  std::strftime(day.data(), day.size(), "%Y-%m-%d", std::gmtime(&yesterday));
  const json stale{{"id", "stale"},
                   {"title", "Harbour news"},
                   {"text", "The strike of the pilots is a strike of all."},
                   {"published", "1999-03-01"}};
  const json fresh{{"id", "fresh"},
                   {"title", "Harbour news"},
                   {"text", "The strike of the pilots is a matter of all."},
                   {"published", day.data()}};
  service.write("a.jsonl", stale.dump() + "\n" + fresh.dump() + "\n");
}

std::vector<std::string> ids(const json& answer) {
  std::vector<std::string> ids;
  for (const json& hit : answer["hits"]) ids.push_back(hit["id"]);
  return ids;
}

TEST(Service, PutsFreshArticlesAboveStaleOnesWhereASettingOrARequestSaysSo) {
  const Service service;
  write_stale_and_fresh(service);
  ASSERT_EQ(service.run_indexer(), 0);
  const Server usual(service.index());
  EXPECT_THAT(ids(usual.get_json("/api/v1/search?q=strike")), ElementsAre("stale", "fresh"));
  EXPECT_THAT(ids(usual.get_json("/api/v1/search?q=strike&recency_days=30")),
              ElementsAre("fresh", "stale"));

  const std::string config = (service.folder.path() / "dateline.toml").string();
  std::ofstream(config) << "[search]\nrecency_half_life = \"30d\"\n";
  const Server fresh_first(service.index(), {"--config", config});
  EXPECT_THAT(ids(fresh_first.get_json("/api/v1/search?q=strike")), ElementsAre("fresh", "stale"));
  EXPECT_THAT(ids(fresh_first.get_json("/api/v1/search?q=strike&recency_days=0")),
              ElementsAre("stale", "fresh"));
}

// Started where programs get few descriptors, but may ask for more.
class FewDescriptors {
 public:
  FewDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit few{.rlim_cur = 64, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST(Service, HasMoreConnectionsThanAShellGivesDescriptors) {
  const Service service;
  service.write("a.jsonl", kFerry);
  ASSERT_EQ(service.run_indexer(), 0);
  std::optional<Server> server;
  {
    const FewDescriptors few;
    server.emplace(service.index());
  }
  std::vector<RawClient> clients;
  for (int i = 0; i < 200; ++i) {
    RawClient& client = clients.emplace_back(server->port());
    client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_THAT(client.read_response(), StartsWith("HTTP/1.1 200 ")) << "connection " << i;
  }
  EXPECT_THAT(server->get("/metrics"), HasSubstr("event=\"evicted\"} 0"));
}

TEST(Service, RefusesToBeAskedByAnotherName) {
  const Service service;
  const Server server(service.index());
  RawClient client(server.port());
  client.send("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 421 "));
  EXPECT_THAT(server.get("/healthz"), StartsWith("HTTP/1.1 200 "));
}

TEST(Service, ReadsItsTokenAgainOnSighupAndLivesThroughSigusr1) {
  const Service service;
  const std::filesystem::path token = service.folder.path() / "token";
  const std::filesystem::path config = service.folder.path() / "dateline.toml";
  std::ofstream(token) << std::string(40, 'a');
  std::ofstream(config) << "[server]\ntoken_file = \"token\"\n";
  Server server(service.index(), {"--config", config.string()});
  const auto status_with = [&](char secret) {
    RawClient client(server.port());
    client.send("GET /api/v1/index/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                std::string(40, secret) + "\r\n\r\n");
    return client.read_response().substr(9, 3);
  };
  EXPECT_EQ(status_with('a'), "200");
  EXPECT_EQ(status_with('b'), "401");
  std::ofstream(token) << std::string(40, 'b');
  server.program().signal(SIGUSR1);
  server.program().signal(SIGHUP);
  for (int i = 0; i < 1000 && status_with('b') == "401"; ++i) {
  }
  EXPECT_EQ(status_with('b'), "200");
  EXPECT_EQ(status_with('a'), "401");
}

TEST(Service, ReadsItsSettingsAgainOnSighup) {
  const Service service;
  const std::filesystem::path config = service.folder.path() / "dateline.toml";
  const auto write = [&](const std::string& settings) {
    std::ofstream(config) << "[server]\nlisten = \"127.0.0.1:0\"\n" << settings;
  };
  write("");
  Program program("dateline-server", {"--config", config.string(), "--index", service.index()},
                  Program::Output::with_errors);
  const auto line_with = [&](const std::string& text) {
    std::string line = program.read_line();
    while (!line.empty() && line.find(text) == line.npos) line = program.read_line();
    return line;
  };
  const std::string listening = line_with("listening on ");
  const auto port =
      static_cast<std::uint16_t>(std::stoi(listening.substr(listening.rfind(':') + 1)));
  const auto answer = [&] {
    RawClient client(port);
    client.send("GET /healthz HTTP/1.1\r\nHost: news.example\r\n\r\n");
    return client.read_response();
  };
  EXPECT_THAT(answer(), StartsWith("HTTP/1.1 421 "));
  write("hosts = [\"news.example\"]\naccess_log = \"json\"\nthreads = 7\nscrub = \"2d\"\n");
  program.signal(SIGHUP);
  EXPECT_THAT(line_with("notice"), HasSubstr("were read again"));
  EXPECT_THAT(line_with("notice"), HasSubstr("needs a restart: server.threads, server.scrub"));
  EXPECT_THAT(answer(), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(line_with("/healthz"), HasSubstr("\"status\":200"));
  write("hosts = 7\n");
  program.signal(SIGHUP);
  EXPECT_THAT(line_with("notice"),
              testing::AllOf(HasSubstr("stay as they were"), HasSubstr("server.hosts")));
  EXPECT_THAT(answer(), StartsWith("HTTP/1.1 200 "));
}

TEST(Service, ChecksItsSettingsWithoutServing) {
  const Service service;
  const std::filesystem::path config = service.folder.path() / "dateline.toml";
  std::ofstream(config) << "[server]\nthreads = 2\n";
  Program sound("dateline-server", {"--check-config", "--config", config.string()});
  EXPECT_EQ(sound.read_line(), "the settings are sound");
  EXPECT_EQ(sound.wait(), 0);
  std::ofstream(config) << "[server]\ntoken_file = \"no-such-file\"\n";
  EXPECT_EQ(Program("dateline-server", {"--check-config", "--config", config.string()}).wait(), 2);
  Program index("dateline-index", {"--check-config", "--config", config.string()});
  EXPECT_EQ(index.read_line(), "the settings are sound");
  EXPECT_THAT(index.read_line(), StartsWith("sources are parsed by processes apart, held by "));
  EXPECT_EQ(index.wait(), 0);
  std::ofstream(config) << "[schedule]\ncron = \"never\"\n";
  EXPECT_EQ(Program("dateline-index", {"--check-config", "--config", config.string()}).wait(), 2);
}

TEST(Service, FailsNoRequestWhileGenerationsChange) {
  const Service service;
  service.write("a.jsonl", kFerry);
  ASSERT_EQ(service.run_indexer(), 0);
  const Server server(service.index(), {"--cache", "0"});
  std::atomic<bool> done = false;
  std::thread asking([&] {
    while (!done) {
      ASSERT_EQ(server.get_json("/api/v1/search?q=ferry")["total"]["value"], 1);
    }
  });
  for (int i = 0; i < 5; ++i) {
    service.write("b.jsonl", i % 2 == 0 ? kLighthouse : "");
    EXPECT_EQ(service.run_indexer(), 0);
  }
  done = true;
  asking.join();
}

TEST(Server, EndsWithZeroWhenItIsAskedTo) {
  for (const int number : {SIGTERM, SIGINT}) {
    Server server(Service().index());
    EXPECT_THAT(server.get("/healthz"), StartsWith("HTTP/1.1 200 "));
    server.program().signal(number);
    EXPECT_EQ(server.program().wait(), 0);
  }
}

TEST(Server, EndsWithTwoWhereItCannotServe) {
  EXPECT_EQ(Program("dateline-server", {"--bogus"}).wait(), 2);
  EXPECT_EQ(Program("dateline-server", {"--listen", "nowhere"}).wait(), 2);
  EXPECT_EQ(Program("dateline-server", {"--cache", "much"}).wait(), 2);
  EXPECT_EQ(Program("dateline-server", {"--threads", "-1"}).wait(), 2);
  EXPECT_EQ(Program("dateline-server", {"--config", "/nothing/at/all.toml"}).wait(), 2);
  const Server first(Service().index());
  EXPECT_EQ(
      Program("dateline-server", {"--listen", "127.0.0.1:" + std::to_string(first.port())}).wait(),
      2);
}

TEST(Server, TellsItsFlagsAndItsVersion) {
  Program help("dateline-server", {"--help"});
  EXPECT_THAT(help.read_line(), HasSubstr("HTTP"));
  EXPECT_EQ(help.wait(), 0);
  Program version("dateline-server", {"--version"});
  EXPECT_THAT(version.read_line(), StartsWith("dateline-server "));
  EXPECT_EQ(version.wait(), 0);
}

}  // namespace
}  // namespace dateline
