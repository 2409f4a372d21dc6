#include "server/server_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Differs from the defaults in every setting that the server has.
Config others() {
  return parse_config(R"(
    [index]
    directory = "elsewhere"
    [search]
    max_words = 2
    [server]
    listen = "[::1]:9000"
    threads = 4
    cache = "0 B"
    waiting = 10
    connections = 100
    connections_per_address = 7
    exports_per_address = 9
    hosts = ["news.example"]
    base_path = "/news"
    public_url = "https://example.org/news"
    trusted_proxies = ["10.0.0.0/8"]
    access_log = "json"
    slow_log = "500ms"
    nothing_found_log = true
    mcp = true
    idle = "1m"
    drain = "0s"
    scrub = "7d"
    token_file = "token"
    reading = "token"
    max_push = "1 MiB"
  )",
                      "dateline.toml");
}

TEST(ServerOptions, OfWhichSomeMayChangeWhileTheServerServes) {
  const Config config = reloaded({}, others());
  EXPECT_THAT(needing_restart({}, config), IsEmpty());
  const ServerOptions options = server_options(config, {});
  EXPECT_EQ(options.front.waiting, 10U);
  EXPECT_EQ(options.front.connections, 100U);
  EXPECT_EQ(options.front.connections_per_address, 7U);
  EXPECT_EQ(options.front.streams_per_address, 9U);
  EXPECT_TRUE(options.front.hosts.allow("news.example"));
  EXPECT_TRUE(options.front.access_log.is_on());
  EXPECT_TRUE(options.front.proxies.trust({.address = "10.0.0.1"}));
  EXPECT_EQ(options.front.deadlines.idle, std::chrono::minutes(1));
  EXPECT_EQ(options.front.deadlines.drain, std::chrono::seconds(0));
  EXPECT_EQ(options.slow, std::chrono::milliseconds(500));
  EXPECT_EQ(options.nothing_found, NothingFound::logged);
  EXPECT_EQ(options.reading, Reading::by_token);
  EXPECT_EQ(options.token_file, "token");
}

TEST(ServerOptions, OfWhichTheOthersNeedARestart) {
  EXPECT_THAT(needing_restart({}, others()),
              ElementsAre("index.directory", "[search]", "server.listen", "server.threads",
                          "server.cache", "server.base_path", "server.public_url", "server.scrub",
                          "server.max_push", "server.mcp"));
  EXPECT_EQ(server_options(others(), {}).model_tools, ModelTools::on);
  const Config config = reloaded({}, others());
  EXPECT_EQ(config.server.listen, Config().server.listen);
  EXPECT_EQ(config.server.base_path, "");
}

// A setting that is in neither list would change nothing, and say nothing.
TEST(ServerOptions, AreEitherChangeableOrNeedARestart) {
  Config config = reloaded({}, others());
  const Config::Server fixed = others().server;
  config.server.listen = fixed.listen;
  config.server.threads = fixed.threads;
  config.server.cache_bytes = fixed.cache_bytes;
  config.server.base_path = fixed.base_path;
  config.server.public_url = fixed.public_url;
  config.server.scrub = fixed.scrub;
  config.server.max_push_bytes = fixed.max_push_bytes;
  config.server.mcp = fixed.mcp;
  EXPECT_EQ(config.server, fixed);
}

}  // namespace
}  // namespace dateline
