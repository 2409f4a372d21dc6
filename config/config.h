#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/environment.h"
#include "config/network.h"
#include "config/units.h"
#include "search/base/error.h"

namespace dateline {

// A configuration file cannot be used; what() names the file, the line, the setting and what is
// allowed.
struct ConfigError : InputError {
  using InputError::InputError;
};

// Every setting of both programs. The members' values are the defaults; config/dateline.toml lists
// them all with their units and reasons. To add a setting: a member here, its row in
// read_settings() of config.cc, its lines in dateline.toml.
struct Config {
  struct Index {
    std::filesystem::path directory = "index";
    std::uint32_t keep_generations = 2;  // published ones, the current one counted
    std::string sandbox = "on";          // or "off": foreign bytes are parsed by processes apart
    std::string ocr = "off";             // or "on", or tesseract's languages: "deu+eng"
    std::string xapian = "off";          // or "words", "phrases": the public Xapian database

    bool operator==(const Index&) const = default;
  };

  struct Sources {
    std::vector<std::filesystem::path> paths;  // used where the command line names none
    std::map<std::string, std::string, std::less<>> fields;  // {"hed", "title"}: theirs, ours
    std::uint64_t max_record_bytes = 16ULL << 20U;           // a longer record is set aside
    std::uint32_t max_removed_percent = 50;  // of the articles; a run that removes more is refused

    bool operator==(const Sources&) const = default;
  };

  struct Schedule {
    std::chrono::milliseconds every{15 * 60'000};
    std::string at;    // "03:00", local time; goes before `every`
    std::string cron;  // "*/10 * * * *"; goes before both
    bool watch = true;

    bool operator==(const Schedule&) const = default;
  };

  struct Indexer {
    std::uint32_t threads = 0;                 // 0: one a processor
    std::uint64_t memory_bytes = 1ULL << 30U;  // of a whole run, at most

    bool operator==(const Indexer&) const = default;
  };

  struct Server {
    ListenAddress listen;
    std::uint32_t threads = 0;                 // that answer requests; 0: one a processor
    std::uint64_t cache_bytes = 64ULL << 20U;  // of answers, at most; 0: none
    std::uint32_t waiting = 128;               // requests that wait for a thread; 503 beyond
    std::uint32_t connections = 8000;
    std::uint32_t connections_per_address = 256;  // loopback and trusted proxies are exempt
    std::uint32_t exports_per_address = 4;        // under way at the same time
    std::vector<std::string> hosts;               // it may be asked for, besides the obvious ones
    std::string base_path;                        // "/news": before every address; empty: none
    std::string access_log = "off";               // or "combined", "json"
    std::chrono::milliseconds slow_log{0};        // requests that take as long are logged; 0: none
    bool nothing_found_log = false;
    bool mcp = false;                         // tools for language models at /mcp
    std::string public_url;                   // "https://example.org/news"; empty: not known
    std::vector<Network> trusted_proxies;     // whose word on their clients counts
    std::chrono::milliseconds idle{15'000};   // a connection between two requests
    std::chrono::milliseconds drain{10'000};  // for requests under way when the server stops
    std::chrono::milliseconds scrub{std::chrono::hours(24)};  // of all of the index; 0: never
    std::string reading = "open";                             // or "token"
    std::filesystem::path token_file;                         // empty: the index is only read
    std::uint64_t max_push_bytes = 8ULL << 20U;               // of a request that pushes articles

    bool operator==(const Server&) const = default;
  };

  struct Search {
    std::filesystem::path synonyms;                  // empty: the list that comes with the program
    std::filesystem::path given_names;               // likewise
    std::chrono::milliseconds recency_half_life{0};  // of an article's freshness; 0: age is nothing

    // What a query may have at most: see search/query/query_limits.h, and docs/query-language.md.
    std::uint32_t max_bytes = 8192;
    std::uint32_t max_words = 512;
    std::uint32_t max_leaves = 64;
    std::uint32_t max_depth = 16;
    std::uint32_t max_phrase_words = 64;
    std::uint32_t max_distance = 500;
    std::uint32_t max_wildcards = 8;
    std::uint32_t max_at_least = 100;
    std::uint32_t max_spellings = 256;
    std::uint32_t max_cost = 25'000'000;

    bool operator==(const Search&) const = default;
  };

  // A saved search that says what has arrived: docs/alerts.md. It has one way out of the three.
  struct Alert {
    std::string name;                    // also of its file below the index
    std::string query;                   // in the query language; empty: every article
    std::string parameters;              // of a search besides: "source=TASS&place=Moscow"
    std::filesystem::path file;          // where JSON lines are appended
    std::string webhook;                 // "https://example.org/hook"
    std::filesystem::path secret_file;   // that the webhook is signed with
    std::vector<std::string> mail;       // who gets a letter
    std::chrono::milliseconds every{0};  // between two deliveries at least

    bool operator==(const Alert&) const = default;
  };

  // A way out for alerts that are saved over HTTP: whoever saves one names a target, and never an
  // address. It has one of the two.
  struct AlertTarget {
    std::string name;
    std::string webhook;
    std::filesystem::path secret_file;
    std::vector<std::string> mail;

    bool operator==(const AlertTarget&) const = default;
  };

  struct Mail {
    std::filesystem::path sendmail = "/usr/sbin/sendmail";
    std::string from = "dateline@localhost";

    bool operator==(const Mail&) const = default;
  };

  Index index;
  Sources sources;
  Schedule schedule;
  Indexer indexer;
  Server server;
  Search search;
  Mail mail;
  std::vector<Alert> alerts;
  std::vector<AlertTarget> alert_targets;

  bool operator==(const Config&) const = default;
};

// Whether an alert can be called so: 1 to 64 letters, digits, - or _, of which its files are named.
bool is_alert_name(std::string_view text);

// Reads a file in the form of config/dateline.toml; what it does not set has its default. Relative
// paths start at the folder of the file. Throws ConfigError.
Config load_config(const std::filesystem::path& file);

// The same, and over it what the environment says; paths there start at the working directory. The
// file may be empty: none.
Config load_settings(const std::filesystem::path& file, const Environment& environment);

// The same as load_config() for the text of such a file; paths stay as they are. `name` stands for
// it in messages.
Config parse_config(std::string_view toml, std::string_view name);

// The keys of all settings, as "server.listen".
std::vector<std::string> setting_keys();

}  // namespace dateline
