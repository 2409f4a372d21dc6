#include "server/http/http_front.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/support/raw_client.h"

namespace dateline {
namespace {

using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// So many parts of 50,000 bytes, in chunks; then an end, or none.
class Parts : public ResponseRest {
 public:
  enum class End : std::uint8_t { told, broken };

  Parts(int count, End end) : left_(count), end_(end) {}

  std::optional<std::string> next() override {
    if (--left_ >= 0) return "c350\r\n" + std::string(50'000, 'x') + "\r\n";
    if (end_ == End::broken) return std::nullopt;
    return left_ == -1 ? "0\r\n\r\n" : "";
  }

 private:
  int left_;
  End end_;
};

// Says what it was asked. /large answers so many megabytes, /parts as many in parts, /broken stops
// before their end, /stream answers in parts, too, and is counted as a stream, /wait answers once
// it is let go, /light takes no slot, /upload takes a body.
class EchoApplication : public Application {
 public:
  RouteRules rules(const RequestHead& head) const override {
    const std::string_view path = head.path();
    if (path == "/upload") return {.methods = "GET, HEAD, POST", .body_bytes = 1000};
    if (path == "/stream") return {.work = Work::stream};
    return {.work = path == "/light" ? Work::light : Work::search};
  }

  Response respond(const HttpRequest& request) override {
    const std::string_view path = request.head.path();
    note(path);
    if (path == "/wait") wait();
    if (path == "/parts" || path == "/stream" || path == "/broken") {
      const auto end = path == "/broken" ? Parts::End::broken : Parts::End::told;
      return {.bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
              .rest = std::make_unique<Parts>(160, end)};
    }
    std::string body(request.head.method);
    body.append(" ").append(request.head.target).append(" ").append(request.body);
    if (path == "/large") body.assign(8'000'000, 'x');
    std::string response = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size());
    if (request.afterwards == Afterwards::close) response += "\r\nConnection: close";
    response += "\r\n\r\n";
    return {request.head.method == "HEAD" ? response : response + body};
  }

  void wait_for_waiting(int wanted) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ == wanted; });
  }

  // The paths that were asked for, as they got their turn.
  std::vector<std::string> order() const {
    const std::lock_guard lock(mutex_);
    return order_;
  }

  void let_go() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  void note(std::string_view path) {
    const std::lock_guard lock(mutex_);
    order_.emplace_back(path);
  }

  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    --waiting_;
  }

  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::vector<std::string> order_;
  int waiting_ = 0;
  bool open_ = false;
};

// A front with an EchoApplication on a free port.
class Running {
 public:
  explicit Running(const FrontOptions& options = {}) : front({.port = 0}, options, application) {
    front.start();
  }
  ~Running() { application.let_go(); }

  RawClient connect(const char* from = nullptr) const { return RawClient(front.port(), from); }

  std::string ask(std::string_view bytes) const {
    RawClient client = connect();
    client.send(bytes);
    client.finish_sending();
    return client.read_all();
  }

  EchoApplication application;
  HttpFront front;
};

std::string get(std::string_view path) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

// Deadlines short enough for a test to wait for.
FrontOptions hasty() {
  return {.deadlines = {.head = milliseconds(100),
                        .body = milliseconds(100),
                        .write = milliseconds(100),
                        .idle = milliseconds(100),
                        .linger = milliseconds(100),
                        .drain = milliseconds(500),
                        .farewell = milliseconds(10),
                        .tick = milliseconds(10),
                        .write_rate = 1'000'000'000}};
}

TEST(HttpFront, AnswersARequest) {
  const Running running;
  EXPECT_THAT(running.ask(get("/a?b=c")), HasSubstr("\r\n\r\nGET /a?b=c"));
}

std::string id_of(const std::string& response) {
  constexpr std::string_view kName = "\r\nX-Request-Id: ";
  const std::size_t begin = response.find(kName);
  if (begin == std::string::npos) return {};
  const std::size_t id = begin + kName.size();
  return response.substr(id, response.find("\r\n", id) - id);
}

TEST(HttpFront, NamesEachRequestWhateverBecomesOfIt) {
  const Running running;
  std::vector<std::string> ids;
  for (const char* bytes : {"GET /a HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\n\r\n",
                            "GET /a HTTP/1.1\r\nHost: a\r\n\r\n",
                            "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "nonsense\r\n\r\n"}) {
    ids.push_back(id_of(running.ask(bytes)));
    EXPECT_EQ(ids.back().size(), 16) << bytes;
  }
  std::ranges::sort(ids);
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST(HttpFront, TakesTheNameThatATrustedProxyGivesIfItHarmsNoLog) {
  const Running running({.proxies = TrustedProxies({*Network::parse("127.0.0.1")})});
  const auto named = [&](const std::string& name) {
    return id_of(running.ask("GET /a HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + name + "\r\n\r\n"));
  };
  EXPECT_EQ(named("7b3f-CDN_2.a"), "7b3f-CDN_2.a");
  for (const std::string& odd :
       {std::string("a b"), std::string("\"}"), std::string(65, 'a'), std::string()}) {
    EXPECT_EQ(named(odd).size(), 16) << odd;
    EXPECT_NE(named(odd), odd);
  }
}

TEST(HttpFront, KeepsAConnectionForFurtherRequests) {
  const Running running;
  RawClient client = running.connect();
  for (const std::string path : {"/1", "/2", "/light", "/3"}) {
    client.send(get(path));
    EXPECT_THAT(client.read_response(), HasSubstr("GET " + path));
  }
  EXPECT_EQ(running.front.count(FrontEvent::accepted), 1);
  EXPECT_EQ(running.front.count(FrontEvent::answered), 4);
}

TEST(HttpFront, AnswersPipelinedRequestsInTheirOrder) {
  const Running running;
  std::string requests;
  for (int i = 0; i < 2'000; ++i)
    requests += get((i % 3 == 0 ? "/light?" : "/?") + std::to_string(i));
  const std::string answers = running.ask(requests);
  std::size_t at = 0;
  for (int i = 0; i < 2'000; ++i) {
    at = answers.find("?" + std::to_string(i) + " ", at);
    ASSERT_NE(at, std::string::npos) << i;
  }
}

TEST(HttpFront, ReadsARequestThatComesByteByByte) {
  const Running running;
  RawClient client = running.connect();
  for (const char byte : get("/slow")) client.send({&byte, 1});
  EXPECT_THAT(client.read_response(), HasSubstr("GET /slow"));
}

TEST(HttpFront, ClosesWhereTheRequestAsksForIt) {
  const Running running;
  RawClient client = running.connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/ignored"));
  const std::string answer = client.read_all();
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  EXPECT_THAT(answer, Not(HasSubstr("/ignored")));
}

TEST(HttpFront, AnswersHttp10AndCloses) {
  const Running running;
  RawClient client = running.connect();
  client.send("GET /old HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.read_all(), HasSubstr("GET /old"));
  EXPECT_TRUE(client.closed());
}

TEST(HttpFront, RefusesWithAProblemAndCloses) {
  const Running running;
  RawClient client = running.connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + get("/smuggled"));
  const std::string answer = client.read_all();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Type: application/problem+json\r\n"));
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Security-Policy: default-src 'none'"));
  EXPECT_THAT(answer, HasSubstr("one Host field"));
  EXPECT_THAT(answer, Not(HasSubstr("smuggled")));
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(running.front.count(FrontEvent::bad_request), 1);
}

TEST(HttpFront, TellsAPeerThatSendsTooMuchBeforeItIsCutOff) {
  const Running running;
  RawClient client = running.connect();
  EXPECT_TRUE(client.send("GET /?q=" + std::string(100'000, 'a')));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 414 URI Too Long\r\n"));
  client.finish_sending();
  EXPECT_TRUE(client.closed());
}

TEST(HttpFront, RefusesOtherMethodsAndSaysWhichThereAre) {
  const Running running;
  const std::string answer = running.ask("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nAllow: GET, HEAD\r\n"));
}

TEST(HttpFront, TakesABodyOnlyWhereTheRouteDoes) {
  const Running running;
  const auto post = [](std::string_view path, std::string_view fields, std::string_view body) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) +
           "\r\n\r\n" + std::string(body);
  };
  EXPECT_THAT(running.ask(post("/upload", "Content-Length: 4", "abcd") + get("/next")),
              testing::AllOf(HasSubstr("POST /upload abcd"), HasSubstr("GET /next")));
  EXPECT_THAT(running.ask(post("/upload", "Content-Length: 1001", "")), HasSubstr(" 413 "));
  EXPECT_THAT(running.ask(post("/upload", "Transfer-Encoding: chunked", "0\r\n\r\n")),
              HasSubstr(" 411 "));
  EXPECT_THAT(running.ask(post("/", "Content-Length: 4", "abcd")), HasSubstr(" 405 "));
  EXPECT_THAT(running.ask("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd"),
              HasSubstr(" 400 "));
  EXPECT_THAT(running.ask("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
              HasSubstr("GET /"));
}

TEST(HttpFront, EncouragesAPeerThatAsksBeforeItSendsABody) {
  const Running running;
  RawClient client = running.connect();
  client.send(
      "POST /upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_THAT(client.read_all(milliseconds(100)), StartsWith("HTTP/1.1 100 Continue\r\n"));
  client.send("abcd");
  EXPECT_THAT(client.read_response(), HasSubstr("POST /upload abcd"));
}

TEST(HttpFront, CutsOffWhoSendsAHeadTooSlowly) {
  const Running running(hasty());
  RawClient client = running.connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n");
  std::thread drip([&] {
    while (client.send("A: b\r\n")) std::this_thread::sleep_for(milliseconds(20));
  });
  EXPECT_THAT(client.read_all(), HasSubstr(" 408 "));
  drip.join();
}

TEST(HttpFront, CutsOffWhoSendsABodyTooSlowly) {
  const Running running(hasty());
  RawClient client = running.connect();
  client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab");
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
  EXPECT_EQ(running.front.count(FrontEvent::late), 1);
}

TEST(HttpFront, ClosesIdleConnections) {
  const Running running(hasty());
  RawClient silent = running.connect();
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_TRUE(silent.closed());
}

TEST(HttpFront, CutsOffWhoDoesNotTakeItsAnswer) {
  const Running running(hasty());
  RawClient client = running.connect();
  client.send(get("/large"));
  while (running.front.count(FrontEvent::late) == 0) std::this_thread::yield();
  EXPECT_LT(client.read_all().size(), 8'000'000);
}

TEST(HttpFront, WritesALargeAnswerToAPeerThatPauses) {
  const Running running;
  RawClient client = running.connect();
  client.send(get("/large") + get("/after"));
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_GT(client.read_response().size(), 8'000'000);
  EXPECT_THAT(client.read_response(), HasSubstr("GET /after"));
}

TEST(HttpFront, AnswersInPartsAndThenTheNextRequest) {
  const Running running;
  const std::string answers = running.ask(get("/parts") + get("/next"));
  EXPECT_GE(std::count(answers.begin(), answers.end(), 'x'), 8'000'000);
  EXPECT_THAT(answers, HasSubstr("\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answers, HasSubstr("GET /next"));
  EXPECT_EQ(running.front.count(FrontEvent::answered), 2);
}

TEST(HttpFront, EndsAnAnswerThatCannotGoOnWithTheConnection) {
  const Running running;
  const std::string answers = running.ask(get("/broken") + get("/next"));
  EXPECT_EQ(std::count(answers.begin(), answers.end(), 'x'), 8'000'000);
  EXPECT_THAT(answers, Not(HasSubstr("\r\n0\r\n\r\n")));
  EXPECT_THAT(answers, Not(HasSubstr("/next")));
}

TEST(HttpFront, AnswersOthersBetweenThePartsOfAnAnswer) {
  const Running running({.slots = 1, .pause = milliseconds(60'000)});
  RawClient patient = running.connect();
  patient.send(get("/parts"));  // more than the socket takes, so it waits for its peer
  for (int i = 0; i < 5; ++i) EXPECT_THAT(running.ask(get("/other")), HasSubstr("GET /other"));
  patient.finish_sending();
  EXPECT_THAT(patient.read_all(), EndsWith("\r\n0\r\n\r\n"));
}

TEST(HttpFront, CutsOffWhoDoesNotTakeThePartsOfAnAnswer) {
  const Running running(hasty());
  RawClient client = running.connect();
  client.send(get("/parts"));
  std::this_thread::sleep_for(milliseconds(400));
  EXPECT_LT(client.read_all().size(), 8'000'000U);
  EXPECT_EQ(running.front.count(FrontEvent::late), 1);
}

TEST(HttpFront, AnswersWhoHasPausedBesideThoseInTheSlots) {
  Running running({.slots = 1, .pause = milliseconds(50)});
  RawClient patient = running.connect();
  RawClient busy = running.connect();
  busy.send(get("/wait"));
  running.application.wait_for_waiting(1);
  std::this_thread::sleep_for(milliseconds(60));
  patient.send(get("/patient"));
  EXPECT_THAT(patient.read_response(), HasSubstr("GET /patient"));
  running.application.let_go();
  EXPECT_THAT(busy.read_response(), HasSubstr("GET /wait"));
}

TEST(HttpFront, SaysAtOnceThatTooManyRequestsWait) {
  Running running({.slots = 1, .waiting = 1, .pause = milliseconds(60'000)});
  RawClient first = running.connect();
  first.send(get("/wait"));
  running.application.wait_for_waiting(1);
  RawClient second = running.connect();
  second.send(get("/second"));
  while (running.front.waiting_requests() == 0) std::this_thread::yield();

  RawClient third = running.connect();
  third.send(get("/third"));
  const std::string answer = third.read_response();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nRetry-After: 1\r\n"));
  third.send("HEAD /third HTTP/1.1\r\nHost: a\r\n\r\n" + get("/light"));
  EXPECT_THAT(third.read_response("HEAD"), StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(third.read_response(), HasSubstr("GET /light"));

  running.application.let_go();
  EXPECT_THAT(first.read_response(), HasSubstr("GET /wait"));
  EXPECT_THAT(second.read_response(), HasSubstr("GET /second"));
}

TEST(HttpFront, TurnsAwayOneOfTheAddressWithMostWaitingForANewcomer) {
  Running running({.slots = 1, .waiting = 2, .pause = milliseconds(60'000)});
  RawClient first = running.connect();
  first.send(get("/wait"));
  running.application.wait_for_waiting(1);
  RawClient second = running.connect();
  second.send(get("/second"));
  while (running.front.waiting_requests() < 1) std::this_thread::yield();
  RawClient third = running.connect();
  third.send(get("/third") + get("/light"));
  while (running.front.waiting_requests() < 2) std::this_thread::yield();

  RawClient other = running.connect("127.0.0.2");
  other.send(get("/other"));
  EXPECT_THAT(third.read_response(), StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(third.read_response(), HasSubstr("GET /light")) << "its connection stays";
  running.application.let_go();
  EXPECT_THAT(other.read_response(), HasSubstr("GET /other"));
  EXPECT_THAT(first.read_response(), HasSubstr("GET /wait"));
  EXPECT_THAT(second.read_response(), HasSubstr("GET /second"));
  EXPECT_EQ(running.front.count(FrontEvent::overloaded), 1);
}

TEST(HttpFront, DoesNotHearWhoWasTurnedAwayForAMoment) {
  Running running({.streams_per_address = 1, .deadlines = {.tick = std::chrono::hours(1)}});
  RawClient reader = running.connect();
  reader.send(get("/stream"));
  while (running.front.count(FrontEvent::answered) < 1) std::this_thread::yield();
  RawClient hasty = running.connect();
  hasty.send(get("/stream") + get("/light"));
  EXPECT_THAT(hasty.read_response(), StartsWith("HTTP/1.1 429 "));
  EXPECT_THAT(running.ask(get("/light")), HasSubstr("GET /light"));
  EXPECT_EQ(hasty.read_all(milliseconds(0)), "");
  EXPECT_EQ(running.front.count(FrontEvent::answered), 2);
}

TEST(HttpFront, HearsATrustedProxyAtOnceWhateverOfItWasTurnedAway) {
  Running running({.streams_per_address = 1,
                   .deadlines = {.tick = std::chrono::hours(1)},
                   .proxies = TrustedProxies({*Network::parse("127.0.0.1")})});
  RawClient reader = running.connect();
  reader.send(get("/stream"));
  while (running.front.count(FrontEvent::answered) < 1) std::this_thread::yield();
  RawClient proxy = running.connect();
  proxy.send(get("/stream") + get("/light"));
  EXPECT_THAT(proxy.read_response(), StartsWith("HTTP/1.1 429 "));
  EXPECT_THAT(proxy.read_response(), HasSubstr("GET /light"));
}

TEST(HttpFront, BoundsTheStreamsThatAnAddressHasUnderWay) {
  const Running running({.streams_per_address = 2});
  std::vector<RawClient> readers;
  for (int i = 0; i < 2; ++i) {
    readers.push_back(running.connect());
    readers.back().send(get("/stream"));  // more than the socket takes
  }
  while (running.front.count(FrontEvent::answered) < 2) std::this_thread::yield();
  RawClient third = running.connect();
  third.send(get("/stream") + get("/after"));
  const std::string refused = third.read_response();
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 429 Too Many Requests\r\n"));
  EXPECT_THAT(refused, HasSubstr("\r\nRetry-After: 1\r\n"));
  EXPECT_THAT(third.read_response(), HasSubstr("GET /after"));
  EXPECT_EQ(running.front.count(FrontEvent::stream_limit), 1);

  RawClient other = running.connect("127.0.0.2");
  other.send(get("/stream"));
  other.finish_sending();
  EXPECT_THAT(other.read_all(), EndsWith("\r\n0\r\n\r\n"));

  readers[0].finish_sending();
  EXPECT_THAT(readers[0].read_all(), EndsWith("\r\n0\r\n\r\n"));
  RawClient again = running.connect();
  again.send(get("/stream"));
  again.finish_sending();
  EXPECT_THAT(again.read_all(), EndsWith("\r\n0\r\n\r\n")) << "one has ended";
}

TEST(HttpFront, ForgetsAStreamWhoseReaderIsGone) {
  const Running running({.streams_per_address = 1});
  {
    RawClient reader = running.connect();
    reader.send(get("/stream"));
    while (running.front.count(FrontEvent::answered) < 1) std::this_thread::yield();
  }
  while (running.front.open_connections() > 0) std::this_thread::yield();
  EXPECT_THAT(running.ask(get("/stream")), EndsWith("\r\n0\r\n\r\n"));
}

TEST(HttpFront, AnswersForItsOwnNamesOnly) {
  const Running running({.hosts = AllowedHosts({"news.example"}, {"127.0.0.1"})});
  const auto ask = [&](std::string_view target, std::string_view host) {
    return running.ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: " + std::string(host) +
                       "\r\n\r\nGET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
  };
  EXPECT_THAT(ask("/a", "localhost:8080"), HasSubstr("GET /a"));
  EXPECT_THAT(ask("/a", "news.example"), HasSubstr("GET /a"));
  EXPECT_THAT(ask("http://news.example/a", "evil.example"), HasSubstr("GET /a"));
  for (const std::string& refused : {ask("/a", "evil.example"), ask("/light", "evil.example:8080"),
                                     ask("http://evil.example/a", "localhost")}) {
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 421 Misdirected Request\r\n"));
    EXPECT_THAT(refused, HasSubstr("server.hosts"));
    EXPECT_THAT(refused, Not(HasSubstr("GET /")));
  }
  EXPECT_THAT(running.ask("GET /a HTTP/1.0\r\n\r\n"), HasSubstr("GET /a"));
  EXPECT_EQ(running.front.count(FrontEvent::wrong_host), 3);
}

TEST(HttpFront, ServesWithOtherOptionsFromThenOn) {
  Running running(
      {.streams_per_address = 1, .hosts = AllowedHosts({}, {"127.0.0.1"}), .base_path = "/news"});
  const std::string asked = "GET /news/a HTTP/1.1\r\nHost: news.example\r\n\r\n";
  EXPECT_THAT(running.ask(asked), StartsWith("HTTP/1.1 421 "));
  RawClient open(running.front.port());
  running.front.replace({.connections_per_address = 1,
                         .streams_per_address = 1,
                         .hosts = AllowedHosts({"news.example"}, {"127.0.0.1"}),
                         .base_path = "/other"});
  open.send(asked);
  EXPECT_THAT(open.read_response(),
              testing::AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr("GET /a")));
}

TEST(HttpFront, TakesItsBasePathOffTheAddress) {
  const Running running({.base_path = "/news"});
  EXPECT_THAT(running.ask(get("/news/a?q=b")), HasSubstr("GET /a?q=b"));
  EXPECT_THAT(running.ask(get("/a?q=b")), HasSubstr("GET /a?q=b"));
  EXPECT_THAT(running.ask("POST /news/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"),
              HasSubstr("POST /upload hi"));
}

TEST(HttpFront, CountsTheClientsOfATrustedProxyOneByOne) {
  FrontOptions options{.connections_per_address = 1, .streams_per_address = 1};
  options.proxies = TrustedProxies({*Network::parse("127.0.0.0/8")});
  const Running running(options);
  const auto stream_of = [](std::string_view client) {
    return "GET /stream HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + std::string(client) +
           "\r\n\r\n";
  };
  RawClient first = running.connect();
  first.send(stream_of("192.0.2.1"));
  while (running.front.count(FrontEvent::answered) < 1) std::this_thread::yield();
  EXPECT_THAT(running.ask(stream_of("192.0.2.1")), StartsWith("HTTP/1.1 429 "));
  EXPECT_THAT(running.ask(stream_of("192.0.2.2")), StartsWith("HTTP/1.1 200 "));
}

TEST(HttpFront, GivesWaitingPeersTheirTurnBeforeAPipeliningOne) {
  Running running({.slots = 1, .pause = milliseconds(60'000)});
  RawClient greedy = running.connect();
  std::string requests = get("/wait");
  for (int i = 0; i < 100; ++i) requests += get("/greedy");
  greedy.send(requests);
  running.application.wait_for_waiting(1);
  RawClient modest = running.connect();
  modest.send(get("/modest"));
  while (running.front.waiting_requests() == 0) std::this_thread::yield();
  running.application.let_go();
  EXPECT_THAT(modest.read_response(), HasSubstr("GET /modest"));
  for (int i = 0; i <= 100; ++i) EXPECT_THAT(greedy.read_response(), StartsWith("HTTP/1.1 200"));
}

TEST(HttpFront, AnswersWhoAskedLeastLatelyFirst) {
  Running running({.slots = 1, .pause = milliseconds(60'000)});
  RawClient seldom = running.connect();
  seldom.send(get("/"));
  seldom.read_response();
  RawClient busy = running.connect();
  busy.send(get("/"));
  busy.read_response();
  RawClient blocking = running.connect();
  blocking.send(get("/wait"));
  running.application.wait_for_waiting(1);

  busy.send(get("/busy"));
  while (running.front.waiting_requests() < 1) std::this_thread::yield();
  seldom.send(get("/seldom"));
  while (running.front.waiting_requests() < 2) std::this_thread::yield();
  running.application.let_go();
  EXPECT_THAT(seldom.read_response(), HasSubstr("GET /seldom"));
  EXPECT_THAT(busy.read_response(), HasSubstr("GET /busy"));
  EXPECT_EQ(running.application.order(),
            (std::vector<std::string>{"/", "/", "/wait", "/seldom", "/busy"}));
}

TEST(HttpFront, ServesAHealthyPeerBesideAThousandIdleAndAThousandSlowOnes) {
  const Running running;
  std::vector<RawClient> others;
  for (int i = 0; i < 2'000; ++i) {
    others.push_back(running.connect());
    ASSERT_TRUE(others.back().connected());
    if (i % 2 == 0) others.back().send("GET / HTTP/1.1\r\nHost:");
  }
  RawClient healthy = running.connect();
  for (int i = 0; i < 100; ++i) {
    healthy.send(get("/healthy"));
    ASSERT_THAT(healthy.read_response(), HasSubstr("GET /healthy"));
  }
  EXPECT_EQ(running.front.open_connections(), 2'001);
}

TEST(HttpFront, MakesRoomForANewcomerWhenItIsFull) {
  const Running running({.connections = 32});
  std::vector<RawClient> idle;
  for (int i = 0; i < 32; ++i) {
    idle.push_back(running.connect());
    idle.back().send(get("/"));
    idle.back().read_response();
  }
  RawClient newcomer = running.connect();
  newcomer.send(get("/newcomer"));
  EXPECT_THAT(newcomer.read_response(), HasSubstr("GET /newcomer"));
  EXPECT_EQ(running.front.count(FrontEvent::evicted), 3);
  EXPECT_LE(running.front.open_connections(), 32);
}

TEST(HttpFront, SurvivesRunningOutOfDescriptors) {
  const Running running;
  RawClient before = running.connect();
  before.send(get("/before"));
  EXPECT_THAT(before.read_response(), HasSubstr("GET /before"));

  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  RawClient unlucky = running.connect();
  unlucky.send(get("/"));
  unlucky.read_response();
  const rlimit none{.rlim_cur = 3, .rlim_max = limit.rlim_max};
  const Descriptor spare(::socket(AF_INET, SOCK_STREAM, 0));
  ::setrlimit(RLIMIT_NOFILE, &none);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(running.front.port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::connect(spare.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  while (running.front.count(FrontEvent::out_of_descriptors) == 0) std::this_thread::yield();
  ::setrlimit(RLIMIT_NOFILE, &limit);

  RawClient after = running.connect();
  after.send(get("/after"));
  EXPECT_THAT(after.read_response(), HasSubstr("GET /after"));
}

TEST(HttpFront, FinishesWhatItHasBegunBeforeItStops) {
  Running running;
  RawClient idle = running.connect();
  RawClient busy = running.connect();
  busy.send(get("/wait"));
  running.application.wait_for_waiting(1);
  std::thread stop([&] { running.front.drain(); });
  EXPECT_TRUE(idle.closed());
  running.application.let_go();
  EXPECT_THAT(busy.read_all(), HasSubstr("GET /wait"));
  EXPECT_TRUE(busy.closed());
  stop.join();
  EXPECT_EQ(running.front.open_connections(), 0);
  EXPECT_FALSE(running.connect().connected());
}

TEST(HttpFront, LetsWhoHasAConnectionAskOnItOnceMoreWhenItStops) {
  Running running({.deadlines = {.farewell = std::chrono::hours(1)}});
  RawClient client = running.connect();
  client.send(get("/before"));
  EXPECT_THAT(client.read_response(), Not(HasSubstr("Connection: close")));
  std::thread stop([&] { running.front.drain(); });
  while (!running.front.draining()) std::this_thread::yield();
  client.send(get("/after"));
  const std::string last = client.read_response();
  EXPECT_THAT(last, HasSubstr("GET /after"));
  EXPECT_THAT(last, HasSubstr("Connection: close"));
  stop.join();
}

TEST(HttpFront, LeavesSocketsThatItWasGivenListeningWhenItStops) {
  std::vector<Descriptor> listeners;
  std::vector<Descriptor> kept;  // as systemd does
  for (const char* host : {"127.0.0.1", "127.0.0.2"}) {
    listeners.push_back(listen_on({.host = host, .port = 0}, 16));
    kept.emplace_back(::dup(listeners.back().number()));
  }
  EchoApplication application;
  HttpFront front(hasty(), application, std::move(listeners));
  front.start();
  for (const Endpoint& endpoint : front.endpoints()) {
    RawClient client(endpoint.port, nullptr, endpoint.host.c_str());
    client.send(get("/before"));
    EXPECT_THAT(client.read_response(), HasSubstr("GET /before")) << to_string(endpoint);
  }
  front.drain();
  RawClient waiting(front.port());
  EXPECT_TRUE(waiting.send(get("/after")));
  HttpFront next({}, application, std::move(kept));
  next.start();
  EXPECT_THAT(waiting.read_response(), HasSubstr("GET /after"));
}

TEST(HttpFront, TellsAWatchdogWhetherItGoesOn) {
  Running running({.slots = 1, .pause = milliseconds(60'000)});
  const FrontProgress begin = running.front.progress();
  RawClient first = running.connect();
  first.send(get("/wait"));
  running.application.wait_for_waiting(1);
  RawClient second = running.connect();
  second.send(get("/second"));
  while (running.front.waiting_requests() == 0) std::this_thread::yield();
  const FrontProgress stuck = running.front.progress();
  EXPECT_EQ(stuck.waiting, 1);
  EXPECT_EQ(stuck.turns, begin.turns);
  running.application.let_go();
  EXPECT_THAT(second.read_response(), HasSubstr("GET /second"));
  while (running.front.progress().ticks == stuck.ticks) std::this_thread::yield();
  EXPECT_TRUE(has_gone_on(stuck, running.front.progress()));
}

TEST(FrontProgress, IsAStandstillWithoutTicksOrWhereNobodyOfThoseWhoWaitGetsATurn) {
  const FrontProgress before{.ticks = 7, .turns = 5, .waiting = 3};
  EXPECT_TRUE(has_gone_on(before, {.ticks = 8, .turns = 6, .waiting = 3}));
  EXPECT_TRUE(has_gone_on(before, {.ticks = 8, .turns = 5, .waiting = 0}));
  EXPECT_TRUE(has_gone_on({.ticks = 7, .turns = 5}, {.ticks = 8, .turns = 5}));
  EXPECT_TRUE(has_gone_on({.ticks = 7, .turns = 5}, {.ticks = 8, .turns = 5, .waiting = 3}));
  EXPECT_FALSE(has_gone_on(before, {.ticks = 8, .turns = 5, .waiting = 3}));
  EXPECT_FALSE(has_gone_on(before, {.ticks = 7, .turns = 6, .waiting = 3}));
}

TEST(HttpFront, DoesNotWaitForEverWhenItStops) {
  FrontOptions options = hasty();
  options.deadlines.head = std::chrono::hours(1);  // ctest would end the test long before
  Running running(options);
  RawClient slow = running.connect();
  slow.send("GET");
  while (running.front.open_connections() == 0) std::this_thread::yield();
  running.front.drain();
  EXPECT_TRUE(running.front.draining());
}

TEST(HttpFront, SaysWhereItCannotListen) {
  const Running running;
  EchoApplication application;
  try {
    const HttpFront second({.port = running.front.port()}, {}, application);
    FAIL();
  } catch (const std::system_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("127.0.0.1:" + std::to_string(running.front.port())));
  }
}

}  // namespace
}  // namespace dateline
