#include "server/server_options.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <thread>

namespace dateline {
namespace {

// A file that systemd's LoadCredential= gives to the service; empty where it does not.
std::filesystem::path credential(const char* name) {
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) return {};
  const std::filesystem::path file = std::filesystem::path(folder) / name;
  return std::filesystem::exists(file) ? file : std::filesystem::path();
}

QueryLimits limits_of(const Config::Search& search) {
  return {.bytes = search.max_bytes,
          .words = search.max_words,
          .leaves = search.max_leaves,
          .depth = search.max_depth,
          .phrase_words = search.max_phrase_words,
          .distance = search.max_distance,
          .wildcards = search.max_wildcards,
          .at_least = search.max_at_least,
          .spellings = search.max_spellings,
          .cost = search.max_cost};
}

Mount mount_of(const Config::Server& server) {
  Mount mount{.base_path = server.base_path, .public_url = server.public_url};
  if (mount.base_path.empty() && !mount.public_url.empty()) {
    mount.base_path = parse_public_url(mount.public_url)->path;
  }
  return mount;
}

AllowedHosts hosts_of(const Config::Server& server, const std::vector<Endpoint>& inherited) {
  std::vector<std::string> names = server.hosts;
  if (!server.public_url.empty()) {
    names.push_back(host_name(parse_public_url(server.public_url)->host));
  }
  if (inherited.empty()) return {names, {server.listen.host}};
  std::vector<std::string> listen_hosts;
  for (const Endpoint& endpoint : inherited) listen_hosts.push_back(endpoint.host);
  return {names, listen_hosts};
}

}  // namespace

ServerOptions server_options(const Config& config, const std::vector<Endpoint>& inherited) {
  ServerOptions options;
  options.listen = {.host = config.server.listen.host, .port = config.server.listen.port};
  options.inherited = inherited;
  options.index = config.index.directory;
  options.synonyms = config.search.synonyms;
  options.given_names = config.search.given_names;
  options.recency_days = static_cast<std::size_t>(
      std::chrono::ceil<std::chrono::days>(config.search.recency_half_life).count());
  options.limits = limits_of(config.search);
  options.cache_bytes = static_cast<std::size_t>(config.server.cache_bytes);
  options.front.slots = config.server.threads > 0
                            ? config.server.threads
                            : std::max(1U, std::thread::hardware_concurrency());
  options.front.waiting = config.server.waiting;
  options.front.connections = config.server.connections;
  options.front.connections_per_address = config.server.connections_per_address;
  options.front.streams_per_address = config.server.exports_per_address;
  options.front.proxies = TrustedProxies(config.server.trusted_proxies);
  options.mount = mount_of(config.server);
  options.front.base_path = options.mount.base_path;
  options.front.hosts = hosts_of(config.server, inherited);
  options.front.access_log = AccessLog(access_log_format(config.server.access_log));
  options.reading = config.server.reading == "token" ? Reading::by_token : Reading::open;
  options.slow = config.server.slow_log;
  options.nothing_found =
      config.server.nothing_found_log ? NothingFound::logged : NothingFound::not_logged;
  options.model_tools = config.server.mcp ? ModelTools::on : ModelTools::off;
  options.scrub_period = config.server.scrub;
  options.token_file = config.server.token_file;
  if (options.token_file.empty()) options.token_file = credential("token");
  options.max_push_bytes = config.server.max_push_bytes;
  for (const Config::Alert& alert : config.alerts) options.alert_names.push_back(alert.name);
  options.alert_targets = config.alert_targets;
  options.front.deadlines.idle = config.server.idle;
  options.front.deadlines.drain = config.server.drain;
  return options;
}

Config reloaded(const Config& running, const Config& read) {
  Config config = running;
  config.server.waiting = read.server.waiting;
  config.server.connections = read.server.connections;
  config.server.connections_per_address = read.server.connections_per_address;
  config.server.exports_per_address = read.server.exports_per_address;
  config.server.hosts = read.server.hosts;
  config.server.access_log = read.server.access_log;
  config.server.slow_log = read.server.slow_log;
  config.server.nothing_found_log = read.server.nothing_found_log;
  config.server.trusted_proxies = read.server.trusted_proxies;
  config.server.idle = read.server.idle;
  config.server.drain = read.server.drain;
  config.server.reading = read.server.reading;
  config.server.token_file = read.server.token_file;
  return config;
}

std::vector<std::string> needing_restart(const Config& running, const Config& read) {
  const Config::Server& old = running.server;
  const Config::Server& now = read.server;
  std::vector<std::string> keys;
  const auto note = [&](const char* key, bool stays) {
    if (!stays) keys.emplace_back(key);
  };
  note("index.directory", running.index.directory == read.index.directory);
  note("[search]", running.search == read.search);
  note("server.listen", old.listen == now.listen);
  note("server.threads", old.threads == now.threads);
  note("server.cache", old.cache_bytes == now.cache_bytes);
  note("server.base_path", old.base_path == now.base_path);
  note("server.public_url", old.public_url == now.public_url);
  note("server.scrub", old.scrub == now.scrub);
  note("server.max_push", old.max_push_bytes == now.max_push_bytes);
  note("server.mcp", old.mcp == now.mcp);
  note("[[alert]]", running.alerts == read.alerts);
  note("[[alert_target]]", running.alert_targets == read.alert_targets);
  return keys;
}

}  // namespace dateline
