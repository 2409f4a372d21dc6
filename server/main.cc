#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/config.h"
#include "search/thesaurus.h"
#include "server/bus_error.h"
#include "server/embedded_files.h"
#include "server/http_front.h"
#include "server/log.h"
#include "server/process.h"
#include "server/routes.h"
#include "server/server_options.h"
#include "server/token.h"

namespace dateline {
namespace {

constexpr int kNothingDone = 2;

// What the command line says; what it does not say, the configuration does.
struct Flags {
  std::string config;
  std::string index;
  std::string listen;
  std::optional<std::uint32_t> threads;
  std::string cache;
  bool check_config = false;
};

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

AllowedHosts hosts_of(const Config::Server& server) {
  std::vector<std::string> names = server.hosts;
  if (!server.public_url.empty()) {
    names.push_back(host_name(parse_public_url(server.public_url)->host));
  }
  return {names, server.listen.host};
}

ServerOptions options_of(const Config& config) {
  ServerOptions options;
  options.listen = {.host = config.server.listen.host, .port = config.server.listen.port};
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
  options.front.hosts = hosts_of(config.server);
  options.front.access_log = AccessLog(access_log_format(config.server.access_log));
  options.scrub_period = config.server.scrub;
  options.token_file = config.server.token_file;
  if (options.token_file.empty()) options.token_file = credential("token");
  options.max_push_bytes = config.server.max_push_bytes;
  options.front.deadlines.idle = config.server.idle;
  options.front.deadlines.drain = config.server.drain;
  return options;
}

void add_flags(CLI::App& app, Flags& flags) {
  app.set_version_flag("--version", "dateline-server " DATELINE_VERSION);
  app.add_option("--config", flags.config, "Settings, in the form of dateline.toml")
      ->type_name("FILE");
  app.add_option("--index", flags.index, "Folder of the index; it need not be there yet")
      ->type_name("DIR");
  app.add_option("--listen", flags.listen, "Where to serve; port 0 takes a free one")
      ->type_name("HOST:PORT");
  app.add_option("--threads", flags.threads,
                 "Requests answered at the same time; 0: one a processor")
      ->type_name("N");
  app.add_option("--cache", flags.cache, "Memory for answers, as 64MiB; 0: none")
      ->type_name("BYTES");
  app.add_flag("--check-config", flags.check_config,
               "Reads the settings and the files that they name, says what is wrong, and ends");
}

Config config_of(const Flags& flags) {
  Config config = load_settings(flags.config, dateline_variables());
  if (!flags.index.empty()) config.index.directory = flags.index;
  if (flags.threads) config.server.threads = *flags.threads;
  if (!flags.listen.empty()) {
    const auto address = parse_listen_address(flags.listen);
    if (!address) throw InputError("--listen must be a host and a port, as 127.0.0.1:8080");
    config.server.listen = *address;
  }
  if (!flags.cache.empty()) {
    const auto bytes = flags.cache == "0" ? 0 : parse_byte_size(flags.cache);
    if (!bytes) throw InputError("--cache must be a number of bytes, as 64MiB, or 0");
    config.server.cache_bytes = *bytes;
  }
  return config;
}

// What is set and is not known, such as a setting with a slip in its name. No reason to stop:
// others put variables of such names there, too, Kubernetes for one.
void warn_of_unknown_variables() {
  for (const std::string& name : unknown_variables(dateline_variables(), setting_keys())) {
    std::fprintf(stderr, "dateline-server: %s is set, but there is no such setting\n",
                 name.c_str());
  }
}

// Signals that are for the server, kept from every thread so that only sigwait() gets them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  sigaddset(&signals, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// The operator's word lists, or those that come with the program.
std::shared_ptr<const Thesaurus> load_thesaurus(const ServerOptions& options) {
  const auto read = [](const std::filesystem::path& file, std::string_view own) {
    return file.empty() ? Synonyms::parse(embedded_file(own), own) : Synonyms::read(file);
  };
  auto thesaurus = std::make_shared<Thesaurus>();
  thesaurus->words = read(options.synonyms, "synonyms.txt");
  thesaurus->names = read(options.given_names, "given_names.txt");
  return thesaurus;
}

std::optional<Token> token_of(const ServerOptions& options) {
  if (options.token_file.empty()) return std::nullopt;
  if (is_readable_by_all(options.token_file)) {
    std::fprintf(
        stderr, "dateline-server: every user of this machine can read the token in %s: chmod o-r\n",
        options.token_file.c_str());
  }
  return Token::read(options.token_file);
}

// Each connection takes a descriptor, and a shell gives 1,024 to a program that may have more.
void take_all_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

// A token that cannot be read leaves the one before in force.
void reload_token(const ServerOptions& options, Routes& routes) {
  try {
    routes.replace_token(token_of(options));
    log_notice("the token was read again");
  } catch (const std::exception& error) {
    log_notice(std::string("the token stays as it was: ") + error.what());
  }
}

// Until the server is to stop. SIGHUP has the token read again; but where a terminal started the
// server, it means that the terminal is gone. SIGUSR1, which some send to have logs reopened, is
// nothing here.
void wait_for_stop(const sigset_t& signals, const ServerOptions& options, Routes& routes) {
  const bool has_terminal = ::isatty(STDIN_FILENO) == 1;
  for (int signal = 0; sigwait(&signals, &signal) == 0;) {
    if (signal == SIGTERM || signal == SIGINT) return;
    if (signal == SIGHUP && has_terminal) return;
    if (signal == SIGHUP) reload_token(options, routes);
  }
}

std::unique_ptr<HttpFront> make_front(const ServerOptions& options, Routes& routes) {
  std::optional<Descriptor> inherited = inherited_listener();
  if (!inherited) return std::make_unique<HttpFront>(options.listen, options.front, routes);
  return std::make_unique<HttpFront>(*std::move(inherited), options.front, routes);
}

RoutesOptions routes_options(const ServerOptions& options) {
  return {.index = options.index,
          .thesaurus = load_thesaurus(options),
          .limits = options.limits,
          .cache_bytes = options.cache_bytes,
          .recency_days = options.recency_days,
          .scrub_period = options.scrub_period,
          .token = token_of(options),
          .max_push_bytes = options.max_push_bytes,
          .mount = options.mount};
}

void serve(const ServerOptions& options) {
  const sigset_t signals = block_signals();
  std::signal(SIGPIPE, SIG_IGN);  // of a log that nobody reads any more
  ::umask(S_IWGRP | S_IRWXO);     // what is pushed is nobody else's business
  take_all_descriptors();
  explain_bus_errors();
  Routes routes(routes_options(options));
  const std::unique_ptr<HttpFront> front = make_front(options, routes);
  routes.watch(*front);
  front->start();
  const Endpoint served{.host = options.listen.host, .port = front->port()};
  std::printf("listening on http://%s\n", to_string(served).c_str());
  std::fflush(stdout);
  notify_manager("READY=1");
  wait_for_stop(signals, options, routes);
  notify_manager("STOPPING=1");
  front->drain();
}

// All that serve() would read, and nothing else.
void check(const ServerOptions& options) {
  routes_options(options);
  std::puts("the settings are sound");
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  CLI::App app("Answers searches of an archive of news articles over HTTP.");
  dateline::Flags flags;
  dateline::add_flags(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : dateline::kNothingDone;
  }
  try {
    dateline::warn_of_unknown_variables();
    const dateline::ServerOptions options = dateline::options_of(dateline::config_of(flags));
    flags.check_config ? dateline::check(options) : dateline::serve(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dateline-server: %s\n", error.what());
    return dateline::kNothingDone;
  }
  return 0;
}
