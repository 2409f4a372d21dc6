#include "server/service/log.h"

#include <sstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "search/store/generation.h"
#include "server/routes.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;

// The lines that something writes to stderr.
template <typename Write>
std::vector<json> lines_of(const Write& write) {
  testing::internal::CaptureStderr();
  write();
  std::istringstream text(testing::internal::GetCapturedStderr());
  std::vector<json> lines;
  for (std::string line; std::getline(text, line);)
    lines.push_back(json::parse(line, nullptr, false));
  return lines;
}

TEST(Log, IsALineOfJsonWhateverTheTextsHold) {
  const std::vector<json> lines = lines_of([] {
    log_failure({"7f", "GET /a\n\x1b[31m"}, "\xff\" broken");
    log_slow({"80", "POST /api/v1/search"}, "q=\n" + std::string(5000, 'a'),
             std::chrono::microseconds(1500));
    log_nothing_found({"81", "GET /api/v1/search"}, "\x1b]0;owned\x07");
  });
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0]["level"], "error");
  EXPECT_EQ(lines[0]["id"], "7f");
  EXPECT_EQ(lines[0]["request"], "GET /a\n\x1b[31m");
  EXPECT_EQ(lines[1]["level"], "warning");
  EXPECT_EQ(lines[1]["slow_ms"], 1.5);
  EXPECT_EQ(lines[1]["body"].get<std::string>().size(), 1024U);
  EXPECT_EQ(lines[2]["level"], "info");
  EXPECT_EQ(lines[2]["nothing_found"], "\x1b]0;owned\x07");
}

// What the routes of an index with one article write down for a request.
class Asked {
 public:
  std::vector<json> log_of(const std::string& target, std::chrono::nanoseconds slow,
                           NothingFound nothing_found) const {
    TempFolder folder;
    const TempIndex made{Article{.id = "a", .paragraphs = {"The harbour."}}};
    const auto generation = generation_folder(folder.path(), 1);
    std::filesystem::create_directories(generation.parent_path());
    std::filesystem::copy(made.folder(), generation, std::filesystem::copy_options::recursive);
    publish(folder.path(), 1);
    return lines_of([&] {
      Routes routes({.index = folder.path(),
                     .cache_bytes = 1'000'000,
                     .slow = slow,
                     .nothing_found = nothing_found});
      const RequestHead head{.method = "GET", .target = target, .host = "localhost"};
      for (int i = 0; i < 2; ++i) {
        routes.respond({.head = head, .body = "", .client = client_, .id = "7f"});
      }
    });
  }

 private:
  Client client_{.address = "192.0.2.7", .group = "192.0.2.7"};
};

TEST(Log, HasQueriesForWhichNothingIsFoundWhereThatIsWanted) {
  const Asked asked;
  const std::vector<json> lines = asked.log_of("/api/v1/search?q=hovercraft&operator=all",
                                               std::chrono::milliseconds(0), NothingFound::logged);
  ASSERT_EQ(lines.size(), 2U) << "once for each request, though answers are kept";
  EXPECT_EQ(lines[0]["nothing_found"], "hovercraft");
  EXPECT_EQ(lines[0]["id"], "7f");
  EXPECT_EQ(lines[0]["request"], "GET /api/v1/search");
  EXPECT_TRUE(
      asked.log_of("/api/v1/search?q=harbour", std::chrono::milliseconds(0), NothingFound::logged)
          .empty());
  EXPECT_TRUE(asked
                  .log_of("/api/v1/search?q=hovercraft", std::chrono::milliseconds(0),
                          NothingFound::not_logged)
                  .empty());
}

TEST(Log, HasRequestsThatTakeLongWhereThatIsWanted) {
  const Asked asked;
  const std::string target = "/api/v1/search?q=harbour";
  EXPECT_TRUE(asked.log_of(target, std::chrono::hours(1), NothingFound::not_logged).empty());
  const std::vector<json> lines =
      asked.log_of(target, std::chrono::nanoseconds(1), NothingFound::not_logged);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["request"], "GET " + target);
  EXPECT_GT(lines[0]["slow_ms"], 0);
}

}  // namespace
}  // namespace dateline
