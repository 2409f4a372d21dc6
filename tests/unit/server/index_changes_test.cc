// The addresses that change an index, over the real front.
#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>

#include "search/base/file_descriptor.h"
#include "search/exchange/article_queue.h"
#include "search/exchange/run_mailbox.h"
#include "search/store/article/fields.h"
#include "search/store/generation.h"
#include "search/store/manifest.h"
#include "server/http/http_front.h"
#include "server/routes.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";
const std::string kShown = "Authorization: Bearer " + std::string(kSecret) + "\r\n";
constexpr const char* kArticle = R"({"id":"ferry","title":"Ferry returns","text":"It did."})";

enum class Locked { with_token, without };

// A server over an empty index, with or without a token.
class Desk {
 public:
  explicit Desk(Locked locked = Locked::with_token)
      : routes(
            {.index = index.path(),
             .tokens = locked == Locked::with_token ? Tokens::parse(kSecret, "tokens") : Tokens(),
             .max_push_bytes = 1000}),
        front({.port = 0}, {}, routes) {
    routes.watch(front);
    front.start();
  }

  std::string ask(const std::string& line, const std::string& fields = kShown,
                  const std::string& body = "") const {
    RawClient client(front.port());
    const std::string length =
        body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
    client.send(line + " HTTP/1.1\r\nHost: a\r\n" + fields + length + "\r\n" + body);
    return client.read_response();
  }

  json ask_json(const std::string& line, const std::string& body = "") const {
    const std::string response = ask(line, kShown, body);
    return json::parse(response.substr(response.find("\r\n\r\n") + 4));
  }

  std::vector<QueueEntry> queued() const { return ArticleQueueReader(index.path(), 0).next(); }

  // As dateline-index --schedule holds it.
  FileDescriptor serve_schedule() const {
    FileDescriptor lock(::open((index.path() / "schedule.lock").c_str(), O_RDWR | O_CREAT, 0644));
    ::flock(lock.get(), LOCK_EX);
    return lock;
  }

  TempFolder index;
  Routes routes;
  HttpFront front;
};

TEST(IndexChanges, TakeArticlesIntoTheQueue) {
  const Desk desk;
  const std::string response = desk.ask("POST /api/v1/articles", kShown, kArticle);
  EXPECT_THAT(response, StartsWith("HTTP/1.1 202 Accepted\r\n"));
  EXPECT_THAT(response, HasSubstr(R"({"sequence":1,"ids":["ferry"],"indexer":"not running"})"));
  const json answer = desk.ask_json("POST /api/v1/articles", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
  EXPECT_EQ(answer["sequence"], 3);
  EXPECT_EQ(answer["ids"], json({"a", "b"}));
  ASSERT_EQ(desk.queued().size(), 3U);
  EXPECT_EQ(json::parse(desk.queued()[0].bytes)["title"], "Ferry returns");
  EXPECT_THAT(desk.ask("GET /metrics", ""), HasSubstr("\ndateline_pushed_entries_total 3\n"));
}

// Where the queue is lost, its numbers begin anew, and what is pushed would count as applied.
TEST(IndexChanges, AreNumberedBehindThoseThatTheIndexHas) {
  const Desk desk;
  for (const std::uint64_t number : {1, 2}) {
    const auto folder = generation_folder(desk.index.path(), number);
    std::filesystem::create_directories(folder);
    write_manifest({.schema_version = kSchemaVersion, .generation = number, .pushed = 40 + number},
                   folder);
  }
  desk.index.write("generations/000003/manifest.json", "damaged");
  EXPECT_EQ(desk.ask_json("POST /api/v1/articles", kArticle)["sequence"], 43);
}

TEST(IndexChanges, TakeRemovalsIntoTheQueue) {
  const Desk desk;
  EXPECT_EQ(desk.ask_json("DELETE /api/v1/articles/a%2Fb")["ids"], json({"a/b"}));
  EXPECT_THAT(desk.queued(), ElementsAre(QueueEntry{1, QueueEntry::Kind::removal, "a/b"}));
  EXPECT_THAT(desk.ask("DELETE /api/v1/articles/a%20b"), StartsWith("HTTP/1.1 400 "));
}

TEST(IndexChanges, QueueNothingOfABodyWithAFault) {
  const Desk desk;
  const std::string body = "{\"id\":\"a\"}\nno\n";
  const std::string response = desk.ask("POST /api/v1/articles", kShown, body);
  EXPECT_THAT(response, AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("line 2"),
                              Not(HasSubstr("\"parameter\""))));
  EXPECT_THAT(desk.ask("POST /api/v1/articles"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(desk.ask("POST /api/v1/articles?q=a", kShown, kArticle), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(desk.queued(), IsEmpty());
}

TEST(IndexChanges, NeedATokenThatIsGoodForThem) {
  Desk desk;
  desk.routes.replace_tokens(Tokens::parse("write " + std::string(kSecret), "tokens"));
  EXPECT_THAT(desk.ask("POST /api/v1/articles", kShown, kArticle), StartsWith("HTTP/1.1 202 "));
  EXPECT_THAT(desk.ask("DELETE /api/v1/articles/a"), StartsWith("HTTP/1.1 202 "));
  EXPECT_THAT(desk.ask("GET /api/v1/index/runs"),
              AllOf(StartsWith("HTTP/1.1 403 "), HasSubstr("scope admin")));
  EXPECT_THAT(desk.ask("DELETE /api/v1/articles/a", kShown + kShown),
              AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("Authorization must come once")));
  desk.routes.replace_tokens(Tokens::parse("read,admin " + std::string(kSecret), "tokens"));
  EXPECT_THAT(desk.ask("DELETE /api/v1/articles/a"), StartsWith("HTTP/1.1 403 "));
  EXPECT_THAT(desk.ask("GET /api/v1/index/runs"), StartsWith("HTTP/1.1 200 "));
}

TEST(IndexChanges, NeedNoTokenToReadUnlessThatIsWanted) {
  const TempFolder index;
  Routes routes({.index = index.path(),
                 .tokens = Tokens::parse("read " + std::string(kSecret), "tokens"),
                 .reading = Reading::by_token});
  HttpFront front({.port = 0}, {}, routes);
  front.start();
  const auto ask = [&](const std::string& path, const std::string& fields) {
    RawClient client(front.port());
    client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    return client.read_response();
  };
  for (const char* path :
       {"/", "/?q=a", "/article/a", "/metrics", "/api/v1/search", "/api/v1/export",
        "/api/v1/articles/a", "/api/v1/articles/a/similar", "/api/v1/stats", "/api/v1/suggest",
        "/api/v1/feed", "/api/v1/facets/place"}) {
    EXPECT_THAT(ask(path, ""),
                AllOf(StartsWith("HTTP/1.1 401 "), HasSubstr("WWW-Authenticate: Bearer "),
                      HasSubstr("WWW-Authenticate: Basic ")))
        << path;
    EXPECT_THAT(ask(path, kShown),
                AllOf(Not(StartsWith("HTTP/1.1 401 ")), Not(StartsWith("HTTP/1.1 403 "))))
        << path;
  }
  for (const char* path : {"/healthz", "/app.js", "/openapi.yaml"}) {
    EXPECT_THAT(ask(path, ""), StartsWith("HTTP/1.1 200 ")) << path;
  }
}

TEST(IndexChanges, AreForbiddenWhereThereIsNoToken) {
  const Desk desk(Locked::without);
  for (const char* line :
       {"POST /api/v1/articles", "DELETE /api/v1/articles/a", "POST /api/v1/index/runs",
        "GET /api/v1/index/runs", "GET /api/v1/index/runs/1", "DELETE /api/v1/index/runs/1"}) {
    EXPECT_THAT(desk.ask(line), AllOf(StartsWith("HTTP/1.1 403 Forbidden\r\n"),
                                      HasSubstr("server.token_file"), HasSubstr("problem+json")))
        << line;
  }
}

TEST(IndexChanges, AskForTheTokenBeforeTheBodyComes) {
  const Desk desk;
  for (const std::string& shown :
       {std::string(), std::string("Authorization: Bearer wrong\r\n"),
        std::string("Authorization: Basic ") + std::string(kSecret) + "\r\n",
        std::string("X-Token: ") + std::string(kSecret) + "\r\n"}) {
    RawClient client(desk.front.port());
    client.send("POST /api/v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n" + shown +
                "\r\n");
    EXPECT_THAT(client.read_response(),
                AllOf(StartsWith("HTTP/1.1 401 Unauthorized\r\n"),
                      HasSubstr("\r\nWWW-Authenticate: Bearer realm=\"dateline\"\r\n"),
                      HasSubstr("\r\nConnection: close\r\n"), Not(HasSubstr("wrong"))));
    EXPECT_TRUE(client.closed());
  }
  EXPECT_THAT(desk.ask("DELETE /api/v1/articles/a", ""), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(desk.ask("GET /api/v1/index/runs", ""), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(desk.queued(), IsEmpty());
  EXPECT_THAT(desk.ask("GET /metrics", ""),
              HasSubstr("dateline_front_events_total{event=\"unauthorized\"} 6\n"));
}

TEST(IndexChanges, LimitBodies) {
  const Desk desk;
  const std::string post = "POST /api/v1/articles";
  EXPECT_THAT(desk.ask(post, kShown + "Content-Length: 1001\r\n"), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(desk.ask(post, kShown + "Transfer-Encoding: chunked\r\n"),
              StartsWith("HTTP/1.1 411 "));
  EXPECT_THAT(desk.ask(post, kShown + "Content-Length: 2\r\nContent-Length: 2\r\n"),
              StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(desk.ask(post, kShown + "Content-Length: 99999999999999999999\r\n"),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(desk.ask("DELETE /api/v1/articles/a", kShown, "body"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(desk.ask("GET /api/v1/search?q=a", kShown, "body"), StartsWith("HTTP/1.1 400 "));
}

TEST(IndexChanges, AnswerRequestsThatFollowABody) {
  const Desk desk;
  const std::string body = kArticle;
  RawClient client(desk.front.port());
  const std::string request = "POST /api/v1/articles HTTP/1.1\r\nHost: a\r\n" + kShown +
                              "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  client.send(request + request + "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_response(), HasSubstr("\"sequence\":1,"));
  EXPECT_THAT(client.read_response(), HasSubstr("\"sequence\":2,"));
  EXPECT_THAT(client.read_response(), HasSubstr("\"status\":\"ok\""));
}

TEST(IndexChanges, HaveTheirMethodsAndNoOthers) {
  const Desk desk;
  EXPECT_THAT(desk.ask("GET /api/v1/articles"), HasSubstr("\r\nAllow: POST\r\n"));
  EXPECT_THAT(desk.ask("POST /api/v1/articles/a"), HasSubstr("\r\nAllow: GET, HEAD, DELETE\r\n"));
  EXPECT_THAT(desk.ask("PUT /api/v1/index/runs"), HasSubstr("\r\nAllow: GET, HEAD, POST\r\n"));
  EXPECT_THAT(desk.ask("POST /api/v1/index/runs/1"), HasSubstr("\r\nAllow: GET, HEAD, DELETE\r\n"));
  EXPECT_THAT(desk.ask("DELETE /api/v1/search"), HasSubstr("\r\nAllow: GET, HEAD, POST\r\n"));
}

TEST(IndexChanges, StartRunsOnlyWhereSomebodyTakesThemUp) {
  const Desk desk;
  EXPECT_THAT(desk.ask("POST /api/v1/index/runs"),
              AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("dateline-index --schedule")));
  const FileDescriptor schedule = desk.serve_schedule();
  const std::string response = desk.ask("POST /api/v1/index/runs?scope=everything");
  EXPECT_THAT(response, AllOf(StartsWith("HTTP/1.1 202 Accepted\r\n"),
                              HasSubstr("\r\nLocation: /api/v1/index/runs/1\r\n"),
                              HasSubstr("\"state\":\"waiting\"")));
  ASSERT_EQ(waiting_requests(desk.index.path()).size(), 1U);
  EXPECT_EQ(waiting_requests(desk.index.path())[0].scope, RunScope::everything);
  EXPECT_EQ(desk.ask_json("POST /api/v1/index/runs?scope=all")["parameter"], "scope");
  EXPECT_EQ(desk.ask_json("POST /api/v1/articles", kArticle)["indexer"], "running");
}

TEST(IndexChanges, KeepRunsFromPilingUp) {
  const Desk desk;
  const FileDescriptor schedule = desk.serve_schedule();
  for (int i = 0; i < 16; ++i) request_run(desk.index.path(), RunScope::changes);
  EXPECT_THAT(desk.ask("POST /api/v1/index/runs"), StartsWith("HTTP/1.1 503 "));
}

TEST(IndexChanges, ShowAndCancelRuns) {
  const Desk desk;
  request_run(desk.index.path(), RunScope::changes);
  request_run(desk.index.path(), RunScope::everything);
  std::ofstream(run_file(desk.index.path(), 1, ".json")) << R"({"run":1,"state":"done"})"
                                                         << "\n";
  EXPECT_EQ(desk.ask_json("GET /api/v1/index/runs/2")["scope"], "everything");
  EXPECT_EQ(desk.ask_json("GET /api/v1/index/runs")["runs"][0]["run"], 2);
  EXPECT_EQ(desk.ask_json("GET /api/v1/index/runs?limit=1")["runs"].size(), 1U);
  EXPECT_THAT(desk.ask("GET /api/v1/index/runs/3"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(desk.ask("GET /api/v1/index/runs/one"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(desk.ask("DELETE /api/v1/index/runs/2"), StartsWith("HTTP/1.1 202 "));
  EXPECT_TRUE(is_cancel_requested(desk.index.path(), 2));
  EXPECT_THAT(desk.ask("DELETE /api/v1/index/runs/1"), StartsWith("HTTP/1.1 409 "));
  EXPECT_THAT(desk.ask("DELETE /api/v1/index/runs/3"), StartsWith("HTTP/1.1 404 "));
}

TEST(IndexChanges, SayWhichRunsFileIsDamaged) {
  const Desk desk;
  const std::string unknown = R"("state":"unknown")";
  for (const std::string& bytes :
       {std::string(), std::string("{\"state\":\"running"), std::string("[]\n"),
        std::string("{\"state\":7}"), std::string("{\"state\":\"\xFF\"}"), std::string("null")}) {
    desk.index.write("runs/000042.json", bytes);
    EXPECT_THAT(desk.ask("GET /api/v1/index/runs/42"),
                AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr(unknown), HasSubstr("is damaged")));
    EXPECT_EQ(desk.ask_json("GET /api/v1/index/runs")["runs"][0]["run"], 42);
    EXPECT_THAT(desk.ask("DELETE /api/v1/index/runs/42"), StartsWith("HTTP/1.1 409 "));
    EXPECT_THAT(desk.ask("GET /metrics"), StartsWith("HTTP/1.1 200 "));
  }
}

}  // namespace
}  // namespace dateline
