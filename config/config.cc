#include "config/config.h"

#include <array>
#include <fstream>
#include <sstream>
#include <system_error>

#include "config/settings_reader.h"

namespace dateline {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMiB = 1ULL << 20U;
constexpr std::uint64_t kTiB = 1ULL << 40U;

// What a field of a source can be to us; docs/formats.md describes each.
constexpr std::array<std::string_view, 15> kArticleFields{
    "id",     "url",     "title", "text",   "summary", "section",       "published", "updated",
    "source", "authors", "place", "topics", "people",  "organisations", "language"};

constexpr std::array<std::string_view, 2> kSwitch{"on", "off"};
constexpr std::array<std::string_view, 3> kPublicDatabases{"off", "words", "phrases"};
constexpr std::array<std::string_view, 2> kReadings{"open", "token"};
constexpr std::array<std::string_view, 3> kAccessLogs{"off", "combined", "json"};

// One row a setting: its key in dateline.toml, where its value goes, what is allowed.
void read_settings(SettingsReader& read, Config& config) {
  read.path("index.directory", config.index.directory);
  read.number("index.keep_generations", config.index.keep_generations, {1, 1000});
  read.one_of("index.sandbox", config.index.sandbox, kSwitch);
  read.text("index.ocr", config.index.ocr, "\"off\", \"on\", or languages such as \"deu+eng\"");
  read.one_of("index.xapian", config.index.xapian, kPublicDatabases);

  read.paths("sources.paths", config.sources.paths);
  read.names("sources.fields", config.sources.fields, kArticleFields);
  read.bytes("sources.max_record", config.sources.max_record_bytes, {kMiB, 1024 * kMiB});
  read.number("sources.max_removed_percent", config.sources.max_removed_percent, {0, 100});

  read.duration("schedule.every", config.schedule.every, {1s, 24h * 366});
  read.text("schedule.at", config.schedule.at, "a time of day such as \"03:00\", or \"\"");
  read.text("schedule.cron", config.schedule.cron, "a cron line such as \"*/10 * * * *\", or \"\"");
  read.flag("schedule.watch", config.schedule.watch);

  read.number("indexer.threads", config.indexer.threads, {0, 1024});
  read.bytes("indexer.memory", config.indexer.memory_bytes, {128 * kMiB, kTiB});

  read.optional_path("search.synonyms", config.search.synonyms);
  read.optional_path("search.given_names", config.search.given_names);
  read.duration("search.recency_half_life", config.search.recency_half_life, {0s, 240'000h});
  read.number("search.max_bytes", config.search.max_bytes, {1, 65'536});
  read.number("search.max_words", config.search.max_words, {1, 65'536});
  read.number("search.max_leaves", config.search.max_leaves, {1, 65'536});
  read.number("search.max_depth", config.search.max_depth, {1, 64});
  read.number("search.max_phrase_words", config.search.max_phrase_words, {1, 64});
  read.number("search.max_distance", config.search.max_distance, {1, 100'000});
  read.number("search.max_wildcards", config.search.max_wildcards, {0, 1000});
  read.number("search.max_at_least", config.search.max_at_least, {1, 100'000});
  read.number("search.max_spellings", config.search.max_spellings, {1, 100'000});
  read.number("search.max_cost", config.search.max_cost, {1000, 4'000'000'000});

  read.address("server.listen", config.server.listen);
  read.number("server.threads", config.server.threads, {0, 1024});
  read.bytes("server.cache", config.server.cache_bytes, {0, kTiB});
  read.number("server.waiting", config.server.waiting, {1, 100'000});
  read.number("server.connections", config.server.connections, {1, 1'000'000});
  read.number("server.connections_per_address", config.server.connections_per_address,
              {1, 1'000'000});
  read.number("server.exports_per_address", config.server.exports_per_address, {1, 100'000});
  read.hosts("server.hosts", config.server.hosts);
  read.base_path("server.base_path", config.server.base_path);
  read.public_url("server.public_url", config.server.public_url);
  read.networks("server.trusted_proxies", config.server.trusted_proxies);
  read.one_of("server.access_log", config.server.access_log, kAccessLogs);
  read.duration("server.slow_log", config.server.slow_log, {0s, 1h});
  read.flag("server.nothing_found_log", config.server.nothing_found_log);
  read.duration("server.idle", config.server.idle, {1s, 24h});
  read.duration("server.drain", config.server.drain, {0s, 1h});
  read.duration("server.scrub", config.server.scrub, {0s, 8760h});
  read.optional_path("server.token_file", config.server.token_file);
  read.one_of("server.reading", config.server.reading, kReadings);
  read.flag("server.mcp", config.server.mcp);
  read.bytes("server.max_push", config.server.max_push_bytes, {1024, 64 * kMiB});

  read.path("mail.sendmail", config.mail.sendmail);
  read.mail_address("mail.from", config.mail.from);
}

toml::table parse_toml(std::string_view text, std::string_view name) {
  try {
    return toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    throw ConfigError{std::string{name} + ":" + std::to_string(error.source().begin.line) +
                      ": not valid TOML: " + std::string{error.description()}};
  }
}

// The path of the public address is the base path: where both are given, they are the same.
void refuse_contradiction(const Config::Server& server, std::string_view name) {
  if (server.public_url.empty() || server.base_path.empty()) return;
  const std::string path = parse_public_url(server.public_url)->path;
  if (server.base_path == path) return;
  throw ConfigError{std::string{name} + ": server.base_path is " + server.base_path +
                    ", but the path of server.public_url is " + (path.empty() ? "/" : path)};
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in || std::filesystem::is_directory(file)) {
    throw ConfigError{"cannot read the configuration " + file.string()};
  }
  return text.str();
}

}  // namespace

bool is_alert_name(std::string_view text) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of(kAllowed) == std::string_view::npos;
}

Config parse_config(std::string_view toml, std::string_view name) {
  const toml::table file = parse_toml(toml, name);
  Config config;
  SettingsReader read{file, name};
  read_settings(read, config);
  read.alerts("alert", config.alerts);
  read.alert_targets("alert_target", config.alert_targets);
  read.refuse_unknown();
  refuse_contradiction(config.server, name);
  return config;
}

Config load_settings(const std::filesystem::path& file, const Environment& environment) {
  Config config = file.empty() ? Config{} : load_config(file);
  const toml::table settings = settings_in(environment, setting_keys());
  SettingsReader read{settings};
  read_settings(read, config);
  refuse_contradiction(config.server, "the environment");
  return config;
}

Config load_config(const std::filesystem::path& file) {
  Config config = parse_config(read_file(file), file.string());
  const std::filesystem::path folder = file.parent_path();
  config.index.directory = folder / config.index.directory;  // an absolute one stays as it is
  for (std::filesystem::path& path : config.sources.paths) path = folder / path;
  for (std::filesystem::path* path :
       {&config.search.synonyms, &config.search.given_names, &config.server.token_file}) {
    if (!path->empty()) *path = folder / *path;
  }
  for (Config::Alert& alert : config.alerts) {
    for (std::filesystem::path* path : {&alert.file, &alert.secret_file}) {
      if (!path->empty()) *path = folder / *path;
    }
  }
  for (Config::AlertTarget& target : config.alert_targets) {
    if (!target.secret_file.empty()) target.secret_file = folder / target.secret_file;
  }
  return config;
}

std::vector<std::string> setting_keys() {
  const toml::table none;
  Config config;
  SettingsReader read{none, ""};
  read_settings(read, config);
  return read.keys();
}

}  // namespace dateline
