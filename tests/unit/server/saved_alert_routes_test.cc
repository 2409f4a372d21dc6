// Alerts that are saved over HTTP, over the real front.
#include "server/saved_alert_routes.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "search/exchange/replica_mark.h"
#include "search/store/generation.h"
#include "server/http/http_front.h"
#include "server/routes.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_folder.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";

// A server over an index of two articles, with one target, and a token of the scope.
class AlertDesk {
 public:
  explicit AlertDesk(const std::string& scope = "write")
      : routes_({.index = index_.path(),
                 .alert_names = {"fixed"},
                 .alert_targets = {{.name = "desk", .mail = {"desk@example.org"}}},
                 .tokens = Tokens::parse(scope + " " + std::string(kSecret), "tokens")}),
        front_({.port = 0}, {}, routes_) {
    const TempIndex made{{.id = "a", .title = "The ferry a"}, {.id = "b", .title = "The tram b"}};
    const std::filesystem::path generation = generation_folder(index_.path(), 1);
    std::filesystem::create_directories(generation.parent_path());
    std::filesystem::copy(made.folder(), generation, std::filesystem::copy_options::recursive);
    publish(index_.path(), 1);
    routes_.watch(front_);
    front_.start();
    routes_.await_index(std::chrono::seconds(60));
  }

  std::string ask(const std::string& line, const std::string& body = "") const {
    RawClient client(front_.port());
    const std::string length =
        line.starts_with("POST") ? "Content-Length: " + std::to_string(body.size()) + "\r\n" : "";
    client.send(line + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + std::string(kSecret) +
                "\r\n" + length + "\r\n" + body);
    return client.read_response();
  }

  json ask_json(const std::string& line, const std::string& body = "") const {
    const std::string response = ask(line, body);
    return json::parse(response.substr(response.find("\r\n\r\n") + 4));
  }

  const std::filesystem::path& folder() const { return index_.path(); }

 private:
  TempFolder index_;
  Routes routes_;
  HttpFront front_;
};

constexpr const char* kFerries =
    R"({"name": "ferries", "query": "ferry", "target": "desk", "every": "24h"})";

TEST(SavedAlerts, AreSavedReadListedAndDeleted) {
  const AlertDesk desk;
  const std::string saved = desk.ask("POST /api/v1/alerts", kFerries);
  EXPECT_THAT(saved, AllOf(StartsWith("HTTP/1.1 201 "),
                           HasSubstr("\r\nLocation: /api/v1/alerts/ferries\r\n")));
  const json read = desk.ask_json("GET /api/v1/alerts/ferries");
  EXPECT_EQ(read["query"], "ferry");
  EXPECT_EQ(read["every"], "1d");
  EXPECT_EQ(read["trouble"], nullptr);
  EXPECT_EQ(read["state"], nullptr);  // dateline-alert has not seen it
  const json list = desk.ask_json("GET /api/v1/alerts");
  EXPECT_EQ(list["alerts"], json::array({read}));
  EXPECT_EQ(list["targets"], json::parse(R"([{"name": "desk", "kind": "mail"}])"));
  EXPECT_THAT(saved_alert_names(desk.folder()), ElementsAre("ferries"));

  EXPECT_THAT(desk.ask("DELETE /api/v1/alerts/ferries"), StartsWith("HTTP/1.1 204 "));
  EXPECT_THAT(desk.ask("DELETE /api/v1/alerts/ferries"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(desk.ask("GET /api/v1/alerts/ferries"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(desk.ask("GET /api/v1/alerts/..%2Fproven"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(saved_alert_names(desk.folder()), IsEmpty());
}

TEST(SavedAlerts, AreEstimatedBeforeTheyAreSaved) {
  const AlertDesk desk;
  const json expected = desk.ask_json("POST /api/v1/alerts?dry_run=true", kFerries);
  EXPECT_EQ(expected["estimate"]["arrived"], 1);
  EXPECT_GT(expected["estimate"]["per_day"].get<double>(), 0);
  EXPECT_THAT(saved_alert_names(desk.folder()), IsEmpty());
}

TEST(SavedAlerts, AreRefusedWithWhatIsWrong) {
  const AlertDesk desk;
  const auto refusal = [&](const std::string& body) {
    const std::string answer = desk.ask("POST /api/v1/alerts", body);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 ")) << body;
    return answer;
  };
  const auto alert = [](const std::string& members) {
    return R"({"name": "a", "target": "desk", )" + members + "}";
  };
  EXPECT_THAT(refusal("[1]"), HasSubstr("must be a JSON object with name, query"));
  EXPECT_THAT(refusal(alert(R"("query": "\"ferry")")), HasSubstr("the quote"));
  EXPECT_THAT(refusal(alert(R"("query": "ferry", "parameters": "sort=newest")")),
              HasSubstr("goes by the order of arrival"));
  EXPECT_THAT(refusal(alert(R"("query": "ferry", "parameters": "sauce=TASS")")),
              HasSubstr("source"));
  EXPECT_THAT(refusal(alert(R"("query": 7)")), HasSubstr("query must be a text"));
  EXPECT_THAT(refusal(alert(R"("every": "40d")")), HasSubstr("at most 31d"));
  EXPECT_THAT(refusal(alert(R"("query": ")" + std::string(9000, 'a') + "\"")), HasSubstr("8192"));
  EXPECT_THAT(refusal(R"({"name": "../a", "target": "desk"})"), HasSubstr("letters, digits"));
  // No address comes from a request: only targets of the settings.
  EXPECT_THAT(refusal(alert(R"("webhook": "http://169.254.169.254/")")),
              HasSubstr("an alert has no webhook"));
  EXPECT_THAT(refusal(alert(R"("mail": ["a@example.org"])")), HasSubstr("an alert has no mail"));
  EXPECT_THAT(refusal(R"({"name": "a", "target": "http://10.0.0.1/"})"),
              HasSubstr("target must be one of those that the settings have: desk"));
  EXPECT_THAT(saved_alert_names(desk.folder()), IsEmpty());
}

TEST(SavedAlerts, HaveANameOfTheirOwn) {
  const AlertDesk desk;
  EXPECT_THAT(desk.ask("POST /api/v1/alerts", R"({"name": "fixed", "target": "desk"})"),
              StartsWith("HTTP/1.1 409 "));
  EXPECT_THAT(desk.ask("POST /api/v1/alerts", kFerries), StartsWith("HTTP/1.1 201 "));
  EXPECT_THAT(desk.ask("POST /api/v1/alerts", kFerries), StartsWith("HTTP/1.1 409 "));
}

TEST(SavedAlerts, NeedATokenWithTheScopeWrite) {
  const AlertDesk desk("read,admin,replica");
  for (const char* line : {"GET /api/v1/alerts", "GET /api/v1/alerts/a", "DELETE /api/v1/alerts/a",
                           "POST /api/v1/alerts"})
    EXPECT_THAT(desk.ask(line, kFerries), StartsWith("HTTP/1.1 403 ")) << line;
}

TEST(SavedAlerts, OfAReplicaAreSavedElsewhere) {
  const AlertDesk desk;
  mark_replica(desk.folder(), "https://origin.example");
  EXPECT_THAT(desk.ask("POST /api/v1/alerts", kFerries),
              AllOf(StartsWith("HTTP/1.1 403 "), HasSubstr("https://origin.example")));
}

// What cannot be read, or is no longer understood, says so in its place; the others are listed.
TEST(SavedAlerts, SayWhatIsWrongWithThem) {
  const AlertDesk desk;
  save_alert(desk.folder(), {.name = "gone", .query = "ferry", .target = "sold"});
  save_alert(desk.folder(), {.name = "open", .query = "\"ferry", .target = "desk"});
  std::ofstream(desk.folder() / "saved-alerts" / "broken.json") << "{";
  const json alerts = desk.ask_json("GET /api/v1/alerts")["alerts"];
  ASSERT_EQ(alerts.size(), 3U);
  EXPECT_THAT(alerts[0]["trouble"].get<std::string>(), HasSubstr("broken.json is damaged"));
  EXPECT_THAT(alerts[1]["trouble"].get<std::string>(), HasSubstr("no [[alert_target]] sold"));
  EXPECT_THAT(alerts[2]["trouble"].get<std::string>(), HasSubstr("the quote"));
  EXPECT_THAT(desk.ask("DELETE /api/v1/alerts/broken"), StartsWith("HTTP/1.1 204 "));
}

}  // namespace
}  // namespace dateline
