// The real programs on two machines, as far as one can be two: an index that is written to, a
// server over it, and a replica of it with a server of its own.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/service.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char kToken[] = "0123456789abcdef0123456789abcdef";

std::string line_of(const std::string& id, const std::string& text) {
  return json{{"id", id}, {"title", "Title " + id}, {"text", text}}.dump() + "\n";
}

// The writer's machine, and what is needed to copy from it.
class Origin : public Service {
 public:
  Origin() {
    std::ofstream(token()) << "read,write,admin,replica " << kToken << "\n";
    std::ofstream(settings()) << "[server]\ntoken_file = \"" << token() << "\"\n";
  }

  std::string settings() const { return (folder.path() / "dateline.toml").string(); }
  std::string token() const { return (folder.path() / "token").string(); }
  std::string copy() const { return (folder.path() / "copy").string(); }

  // "" where all is well, else what dateline-replica says.
  std::string replicate(const Server& server, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"--index",
                                          copy(),
                                          "--once",
                                          "--token-file",
                                          token(),
                                          "--from",
                                          "http://127.0.0.1:" + std::to_string(server.port())};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Program program("dateline-replica", arguments, Program::Output::with_errors);
    const std::string said = program.read_all();
    return program.wait() == 0 ? "" : said;
  }
};

std::vector<std::string> with_token(const Origin& origin) {
  return {"--config", origin.settings()};
}

std::string send(const Server& server, const std::string& method, const std::string& target,
                 const std::string& body, const std::string& fields = "") {
  RawClient client(server.port());
  client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
              kToken + "\r\n" + fields + "Content-Type: application/json\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  return client.read_response();
}

TEST(Replica, AnswersWhatItsOriginAnswersAndCopiesOnlyWhatIsNew) {
  const Origin origin;
  origin.write("a.jsonl", line_of("a", "The ferry came late."));
  ASSERT_EQ(origin.run_indexer(), 0);
  const Server server(origin.index(), with_token(origin));
  ASSERT_EQ(origin.replicate(server), "");
  const Server reader(origin.copy());
  EXPECT_EQ(reader.get_json("/api/v1/search?q=ferry")["total"]["value"], 1);

  origin.write("b.jsonl", line_of("b", "A second ferry came."));
  ASSERT_EQ(origin.run_indexer(), 0);
  ASSERT_EQ(server.get_json("/api/v1/search?q=ferry")["total"]["value"], 2);
  ASSERT_EQ(origin.replicate(server), "");
  const json answer = reader.get_json("/api/v1/search?q=ferry");
  EXPECT_EQ(answer["total"]["value"], 2);
  EXPECT_EQ(answer["hits"], server.get_json("/api/v1/search?q=ferry")["hits"]);
  ASSERT_EQ(origin.replicate(server), "");  // nothing is new
  EXPECT_EQ(Program("dateline-index", {"--index", origin.copy(), "--check"}).wait(), 0);
}

TEST(Replica, GoesOnWhereACopyBrokeOff) {
  const Origin origin;
  std::string articles;
  for (int i = 0; i < 400; ++i)
    articles += line_of("id" + std::to_string(i), "Word" + std::to_string(i * i) + " and ferry.");
  origin.write("a.jsonl", articles);
  ASSERT_EQ(origin.run_indexer(), 0);
  const Server server(origin.index(), with_token(origin));
  {
    Program slow("dateline-replica",
                 {"--index", origin.copy(), "--token-file", origin.token(), "--rate", "2K",
                  "--from", "http://127.0.0.1:" + std::to_string(server.port())});
    const std::filesystem::path files = std::filesystem::path(origin.copy()) / "incoming/files";
    std::error_code none;
    while (std::filesystem::directory_iterator(files, none) ==
           std::filesystem::directory_iterator()) {
    }
    slow.signal(SIGKILL);
    slow.wait();
  }
  EXPECT_FALSE(std::filesystem::exists(origin.copy() + "/current"));
  // A file of which the beginning came, as a cut line leaves it.
  const json list = json::parse([&] {
    const std::string response = send(server, "GET", "/api/v1/index/files", "");
    return response.substr(response.find("\r\n\r\n") + 4);
  }());
  const json& first = list["files"][0];
  const std::string source = origin.index() + "/" + first["name"].get<std::string>();
  std::ifstream in(source, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  std::ofstream(origin.copy() + "/incoming/files/" + first["hash"].get<std::string>(),
                std::ios::binary)
      << bytes.substr(0, bytes.size() / 2);
  ASSERT_EQ(origin.replicate(server), "");
  const Server reader(origin.copy());
  EXPECT_EQ(reader.get_json("/api/v1/stats")["articles"], 400);
  EXPECT_EQ(Program("dateline-index", {"--index", origin.copy(), "--check"}).wait(), 0);
}

TEST(Replica, DoesNotTakeBytesThatAreNotWhatWasPromised) {
  const Origin origin;
  origin.write("a.jsonl", line_of("a", "The ferry came late."));
  ASSERT_EQ(origin.run_indexer(), 0);
  const Server server(origin.index(), with_token(origin));
  const std::string listing = send(server, "GET", "/api/v1/index/files", "");
  const json list = json::parse(listing.substr(listing.find("\r\n\r\n") + 4));
  std::filesystem::create_directories(origin.copy() + "/incoming/files");
  const json& first = list["files"][0];
  std::ofstream(origin.copy() + "/incoming/files/" + first["hash"].get<std::string>())
      << std::string(first["bytes"].get<std::size_t>(), 'x');
  EXPECT_THAT(origin.replicate(server), HasSubstr("is damaged"));
  EXPECT_FALSE(std::filesystem::exists(origin.copy() + "/current"));
  EXPECT_EQ(origin.replicate(server), "");  // what was damaged is copied again
}

TEST(Replica, IsChangedByNothingElseUntilItIsPromoted) {
  const Origin origin;
  origin.write("a.jsonl", line_of("a", "The ferry came late."));
  ASSERT_EQ(origin.run_indexer(), 0);
  const std::string pushed = line_of("p", "A pushed ferry.");
  std::string copied_push;
  {
    const Server server(origin.index(), with_token(origin));
    ASSERT_THAT(send(server, "POST", "/api/v1/articles", pushed), StartsWith("HTTP/1.1 202 "));
    ASSERT_EQ(origin.run_indexer(), 0);
    ASSERT_EQ(origin.replicate(server), "");
    ASSERT_THAT(send(server, "POST", "/api/v1/articles", line_of("q", "Not yet in the index.")),
                StartsWith("HTTP/1.1 202 "));
    ASSERT_EQ(origin.replicate(server), "");
  }
  {
    const Server reader(origin.copy(), with_token(origin));
    EXPECT_EQ(reader.get_json("/api/v1/search?q=ferry")["total"]["value"], 2);
    const std::string refusal = send(reader, "POST", "/api/v1/articles", pushed);
    EXPECT_THAT(refusal, StartsWith("HTTP/1.1 403 "));
    EXPECT_THAT(refusal, HasSubstr("is a replica of http://127.0.0.1:"));
  }
  Program refused("dateline-index", {"--index", origin.copy(), origin.sources()},
                  Program::Output::with_errors);
  EXPECT_THAT(refused.read_all(), HasSubstr("dateline-replica --promote"));
  EXPECT_EQ(refused.wait(), 2);

  ASSERT_EQ(Program("dateline-replica", {"--promote", "--index", origin.copy()}).wait(), 0);
  origin.write("b.jsonl", line_of("b", "Another ferry."));
  ASSERT_EQ(Program("dateline-index", {"--index", origin.copy(), origin.sources()}).wait(), 0);
  const Server promoted(origin.copy(), with_token(origin));
  // The pushed article stays, and the one that was only accepted comes in: none is lost.
  EXPECT_EQ(promoted.get_json("/api/v1/stats")["articles"], 4);
  EXPECT_EQ(promoted.get_json("/api/v1/articles/p")["id"], "p");
}

TEST(Replica, NeedsATokenOfItsOwnScope) {
  const Origin origin;
  origin.write("a.jsonl", line_of("a", "The ferry came late."));
  ASSERT_EQ(origin.run_indexer(), 0);
  std::ofstream(origin.token()) << "read,write,admin " << kToken << "\n";
  const Server server(origin.index(), with_token(origin));
  EXPECT_THAT(origin.replicate(server), HasSubstr("one with the scope replica is needed"));
  EXPECT_THAT(send(server, "GET", "/api/v1/index/file?name=../token", ""),
              StartsWith("HTTP/1.1 403 "));
}

TEST(Replica, ShowsNothingBesideTheFilesOfTheIndex) {
  const Origin origin;
  origin.write("a.jsonl", line_of("a", "The ferry came late."));
  ASSERT_EQ(origin.run_indexer(), 0);
  const Server server(origin.index(), with_token(origin));
  std::filesystem::create_symlink(origin.token(), origin.index() + "/sources/link.jsonl");
  for (const char* name :
       {"../token", "sources/../../token", "/etc/passwd", "lock", "current/manifest.json",
        "generations", "sources/link.jsonl", "generations/000001/none", ""}) {
    const std::string response =
        send(server, "GET", std::string("/api/v1/index/file?name=") + name, "");
    EXPECT_THAT(response, testing::AnyOf(StartsWith("HTTP/1.1 400 "), StartsWith("HTTP/1.1 404 ")))
        << name;
    EXPECT_THAT(response, testing::Not(HasSubstr(kToken))) << name;
  }
  const std::string manifest = "/api/v1/index/file?name=generations/000001/manifest.json";
  const std::string whole = send(server, "GET", manifest, "");
  EXPECT_THAT(whole, StartsWith("HTTP/1.1 200 "));
  const std::string rest = send(server, "GET", manifest, "", "Range: bytes=10-\r\n");
  EXPECT_THAT(rest, StartsWith("HTTP/1.1 206 "));
  EXPECT_EQ(rest.substr(rest.find("\r\n\r\n") + 4), whole.substr(whole.find("\r\n\r\n") + 14));
}

}  // namespace
}  // namespace dateline
