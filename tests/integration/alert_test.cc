// dateline-alert beside the other programs: a receiver on a real socket, and kill -9 between a
// delivery and the record of it.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "server/alerts/channels.h"
#include "tests/support/service.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr char kSecret[] = "a secret of this test";

std::string article_line(const std::string& id) {
  return json{{"id", id}, {"title", "The ferry " + id}, {"text", "It came late, " + id + "."}}
             .dump() +
         "\n";
}

std::uintmax_t size_of(const std::filesystem::path& file) {
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(file, none);
  return none ? 0 : size;
}

// What receives a webhook.
class Receiver {
 public:
  struct Received {
    std::string key;
    std::string signature;
    std::string body;
  };

  Receiver() : port_(server_.bind_to_any_port("127.0.0.1")) {
    server_.Post("/hook", [this](const httplib::Request& request, httplib::Response& response) {
      const std::scoped_lock lock(mutex_);
      received_.push_back({.key = request.get_header_value("Idempotency-Key"),
                           .signature = request.get_header_value("X-Hub-Signature-256"),
                           .body = request.body});
      if (on_request) on_request();
      response.status = status;
    });
    thread_ = std::jthread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~Receiver() { server_.stop(); }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }

  std::vector<Received> received() {
    const std::scoped_lock lock(mutex_);
    return received_;
  }

  std::function<void()> on_request;  // before it answers
  int status = 204;

 private:
  httplib::Server server_;
  int port_;
  std::mutex mutex_;  // guards the next
  std::vector<Received> received_;
  std::jthread thread_;
};

class Alerts : public Service, public testing::Test {
 protected:
  Alerts() {
    std::ofstream(folder.path() / "secret") << kSecret << "\n";
    write("a.jsonl", article_line("a"));
    EXPECT_EQ(run_indexer(), 0);
  }

  void settings(const std::string& text) const { std::ofstream(config()) << text; }
  std::string config() const { return (folder.path() / "dateline.toml").string(); }

  std::vector<std::string> arguments(const std::string& more) const {
    return {"--config", config(), "--index", index(), more};
  }

  int alert() const { return Program("dateline-alert", arguments("--once")).wait(); }

  void arrive(const std::string& id) const {
    write(id + ".jsonl", article_line(id));
    EXPECT_EQ(run_indexer(), 0);
  }
};

TEST_F(Alerts, AWebhookIsSignedAndTriedAgainUnderTheSameKey) {
  Receiver receiver;
  settings("[[alert]]\nname = \"hook\"\nquery = \"ferry\"\nwebhook = \"" + receiver.url() +
           "\"\nsecret_file = \"secret\"\n");
  EXPECT_EQ(alert(), 0);
  arrive("b");
  receiver.status = 500;
  EXPECT_EQ(alert(), 1);
  receiver.status = 200;
  arrive("c");
  EXPECT_EQ(alert(), 0);
  const std::vector<Receiver::Received> all = receiver.received();
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].key, all[1].key);
  EXPECT_EQ(all[0].body, all[1].body);
  EXPECT_NE(all[1].key, all[2].key);
  for (const Receiver::Received& each : all)
    EXPECT_EQ(each.signature, signature_of(each.body, kSecret));
  EXPECT_EQ(json::parse(all[1].body)["articles"][0]["id"], "b");
  EXPECT_EQ(json::parse(all[2].body)["articles"][0]["id"], "c");
}

TEST_F(Alerts, AKillBetweenDeliveryAndRecordRepeatsTheSameKeyAndLosesNothing) {
  Receiver receiver;
  settings("[[alert]]\nname = \"hook\"\nquery = \"ferry\"\nwebhook = \"" + receiver.url() +
           "\"\nsecret_file = \"secret\"\n");
  EXPECT_EQ(alert(), 0);
  arrive("b");
  {
    Program program("dateline-alert", arguments("--once"));
    receiver.on_request = [&] { program.signal(SIGKILL); };  // it never sees the answer
    EXPECT_EQ(program.wait(), -1);
  }
  receiver.on_request = nullptr;
  arrive("c");
  EXPECT_EQ(alert(), 0);
  EXPECT_EQ(alert(), 0);
  std::vector<std::string> keys;
  for (const Receiver::Received& each : receiver.received()) keys.push_back(each.key);
  ASSERT_THAT(keys, SizeIs(3));
  EXPECT_EQ(keys[0], keys[1]);
  EXPECT_NE(keys[1], keys[2]);
}

// Killed at once, or as soon as the file has grown, again and again: it has each article once.
TEST_F(Alerts, AFileHasEachArticleOnceWhateverIsKilled) {
  settings("[[alert]]\nname = \"file\"\nquery = \"ferry\"\nfile = \"out.jsonl\"\n");
  EXPECT_EQ(alert(), 0);
  const std::filesystem::path out = folder.path() / "out.jsonl";
  for (int i = 0; i < 8; ++i) {
    arrive("n" + std::to_string(i));
    const std::uintmax_t before = size_of(out);
    Program program("dateline-alert", arguments("--every=1"));
    while (i % 2 == 1 && size_of(out) == before) std::this_thread::yield();
    program.signal(SIGKILL);
    program.wait();
  }
  EXPECT_EQ(alert(), 0);
  std::vector<std::string> ids;
  std::ifstream in(out);
  for (std::string line; std::getline(in, line);) ids.push_back(json::parse(line)["id"]);
  EXPECT_THAT(ids, ElementsAre("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7"));
}

TEST_F(Alerts, MailGoesThroughSendmail) {
  const std::filesystem::path program = folder.path() / "sendmail";
  std::ofstream(program) << "#!/bin/sh\ncat > '" << folder.path().string() << "/letter'\n";
  ::chmod(program.c_str(), 0755);
  settings("[mail]\nsendmail = \"" + program.string() +
           "\"\n[[alert]]\nname = \"mail\"\nquery = \"ferry\"\nmail = [\"desk@example.org\"]\n");
  EXPECT_EQ(alert(), 0);
  arrive("b");
  EXPECT_EQ(alert(), 0);
  std::ifstream in(folder.path() / "letter");
  const std::string letter(std::istreambuf_iterator<char>(in), {});
  EXPECT_THAT(letter, HasSubstr("\nSubject: mail: 1 article\n"));
}

// Over HTTP to a webhook: the server saves it, dateline-alert tells it, and a kill -9 of both
// between loses nothing.
TEST_F(Alerts, AnAlertThatIsSavedOverHttpIsTold) {
  Receiver receiver;
  const std::string token(32, 'x');
  std::ofstream(folder.path() / "tokens") << "write " << token << "\n";
  settings("[server]\ntoken_file = \"tokens\"\n[[alert_target]]\nname = \"desk\"\nwebhook = \"" +
           receiver.url() + "\"\nsecret_file = \"secret\"\n");
  const std::string body = R"({"name": "ferries", "query": "ferry", "target": "desk"})";
  const auto ask = [&](const Server& server, const std::string& line, const std::string& content) {
    RawClient client(server.port());
    client.send(line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token +
                "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content);
    return client.read_response();
  };
  {
    Server server(index(), {"--config", config()});
    EXPECT_THAT(ask(server, "POST /api/v1/alerts", body), testing::StartsWith("HTTP/1.1 201 "));
    server.program().signal(SIGKILL);
    server.program().wait();
  }
  EXPECT_EQ(alert(), 0);
  arrive("b");
  EXPECT_EQ(alert(), 0);
  ASSERT_THAT(receiver.received(), SizeIs(1));
  const json told = json::parse(receiver.received()[0].body);
  EXPECT_EQ(told["alert"], "ferries");
  EXPECT_EQ(told["articles"][0]["id"], "b");

  const Server server(index(), {"--config", config()});
  EXPECT_THAT(ask(server, "GET /api/v1/alerts/ferries", ""), HasSubstr("\"waiting\":false"));
  EXPECT_THAT(ask(server, "DELETE /api/v1/alerts/ferries", ""),
              testing::StartsWith("HTTP/1.1 204 "));
  arrive("c");
  EXPECT_EQ(alert(), 0);
  EXPECT_THAT(receiver.received(), SizeIs(1));
}

TEST_F(Alerts, CheckConfigSaysWhatIsWrongAndWhatToExpect) {
  settings(
      "[[alert]]\nname = \"good\"\nquery = \"ferry\"\nfile = \"out.jsonl\"\n"
      "[[alert]]\nname = \"open\"\nquery = '\"ferry'\nfile = \"out.jsonl\"\n"
      "[[alert]]\nname = \"bad\"\nquery = \"ferry\"\nparameters = \"sort=newest\"\nfile = \"x\"\n");
  Program program("dateline-alert", arguments("--check-config"), Program::Output::with_errors);
  const std::string said = program.read_all();
  EXPECT_EQ(program.wait(), 2);
  EXPECT_THAT(said, HasSubstr("good: "));
  EXPECT_THAT(said, HasSubstr("1 arrived in the last"));
  EXPECT_THAT(said, HasSubstr("open: the quote"));
  EXPECT_THAT(said, HasSubstr("bad: an alert goes by the order of arrival"));
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(index()) / "alerts"));
}

TEST_F(Alerts, TwoAtATimeAreRefused) {
  settings("[[alert]]\nname = \"file\"\nquery = \"ferry\"\nfile = \"out.jsonl\"\n");
  Program first("dateline-alert", arguments("--every=60"));
  while (!std::filesystem::exists(std::filesystem::path(index()) / "alerts/file.json"))
    std::this_thread::yield();
  Program second("dateline-alert", arguments("--once"), Program::Output::with_errors);
  EXPECT_THAT(second.read_all(), HasSubstr("another dateline-alert is at work"));
  EXPECT_EQ(second.wait(), 2);
}

}  // namespace
}  // namespace dateline
