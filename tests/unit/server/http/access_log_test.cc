#include "server/http/access_log.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

constexpr std::chrono::system_clock::time_point kNow{std::chrono::seconds(1'796'039'107)};

Access access() {
  return {.client = "192.0.2.7",
          .method = "GET",
          .target = "/api/v1/search?q=ferry",
          .user_agent = "curl/8",
          .id = "9f86d081884c7d65",
          .status = 200,
          .bytes = 1234};
}

TEST(AccessLog, WritesWhatApacheAndNginxCallCombined) {
  EXPECT_EQ(
      combined_line(access(), kNow),
      "192.0.2.7 - - [30/Nov/2026:11:45:07 +0000] \"GET /api/v1/search?q=ferry HTTP/1.1\" 200 "
      "1234 \"-\" \"curl/8\"\n");
}

TEST(AccessLog, WritesJson) {
  const auto line =
      nlohmann::json::parse(json_line(access(), kNow, std::chrono::microseconds(1500)));
  EXPECT_EQ(line["time"], "2026-11-30T11:45:07Z");
  EXPECT_EQ(line["id"], "9f86d081884c7d65");
  EXPECT_EQ(line["client"], "192.0.2.7");
  EXPECT_EQ(line["method"], "GET");
  EXPECT_EQ(line["target"], "/api/v1/search?q=ferry");
  EXPECT_EQ(line["status"], 200);
  EXPECT_EQ(line["bytes"], 1234);
  EXPECT_EQ(line["took_ms"], 1.5);
  EXPECT_EQ(line["referer"], "");
  EXPECT_EQ(line["user_agent"], "curl/8");
}

// A request cannot forge a line, nor steer the terminal of who reads it.
TEST(AccessLog, KeepsALineOneLineWhateverIsAsked) {
  Access hostile = access();
  hostile.target = "/?q=\"\\\n192.0.2.9";
  hostile.user_agent = "\x1b]0;owned\x07\xff\" 200";
  const std::string combined = combined_line(hostile, kNow);
  EXPECT_EQ(combined.find('\n'), combined.size() - 1);
  EXPECT_NE(combined.find("\"GET /?q=\\x22\\x5C\\x0A192.0.2.9 HTTP/1.1\""), std::string::npos);
  EXPECT_NE(combined.find("\"\\x1B]0;owned\\x07\\xFF\\x22 200\"\n"), std::string::npos);
  const std::string line = json_line(hostile, kNow, {});
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_TRUE(nlohmann::json::accept(line));
}

TEST(AccessLog, TellsThatWhatCameWasNoRequest) {
  Access none = access_of({}, "192.0.2.7", "7f");
  note_response(none, "HTTP/1.1 400 Bad Request\r\n\r\nwhy");
  EXPECT_EQ(combined_line(none, kNow),
            "192.0.2.7 - - [30/Nov/2026:11:45:07 +0000] \"-\" 400 3 \"-\" \"-\"\n");
}

}  // namespace
}  // namespace dateline
