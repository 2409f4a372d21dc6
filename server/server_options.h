#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "config/config.h"
#include "search/query/query_limits.h"
#include "server/http/front_options.h"
#include "server/http/mount.h"
#include "server/http/socket.h"
#include "server/routes.h"

namespace dateline {

// What dateline-server runs with.
struct ServerOptions {
  Endpoint listen;
  std::vector<Endpoint> inherited;  // of sockets that listen already; served in place of `listen`
  std::filesystem::path index = "index";
  std::filesystem::path synonyms;     // empty: those that come with the program
  std::filesystem::path given_names;  // likewise
  QueryLimits limits;
  std::size_t cache_bytes = std::size_t{64} << 20U;  // of answers, at most; 0: none
  std::size_t recency_days = 0;  // for searches that do not say; 0: an article's age counts nothing
  std::chrono::milliseconds scrub_period{std::chrono::hours(24)};
  std::vector<std::string> alert_names;  // see RoutesOptions
  std::vector<Config::AlertTarget> alert_targets;
  std::filesystem::path token_file;  // empty: nothing can change the index
  Reading reading = Reading::open;
  std::uint64_t max_push_bytes = std::uint64_t{8} << 20U;
  Mount mount;
  std::chrono::milliseconds slow{0};  // see RoutesOptions
  NothingFound nothing_found = NothingFound::not_logged;
  ModelTools model_tools = ModelTools::off;
  FrontOptions front;
};

// By the settings, and the addresses of the sockets that were inherited; see inherited_listeners().
ServerOptions server_options(const Config& config, const std::vector<Endpoint>& inherited);

// The running settings, with those of `read` that may change while the server serves.
Config reloaded(const Config& running, const Config& read);

// The keys of those that the server has, that differ in `read`, and that need a restart.
std::vector<std::string> needing_restart(const Config& running, const Config& read);

}  // namespace dateline
