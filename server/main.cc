#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/config.h"
#include "server/http/http_front.h"
#include "server/mcp.h"
#include "server/routes.h"
#include "server/server_options.h"
#include "server/service/bus_error.h"
#include "server/service/log.h"
#include "server/service/process.h"
#include "server/service/watchdog.h"
#include "server/token.h"
#include "server/word_lists.h"

namespace dateline {
namespace {

constexpr int kNothingDone = 2;

// For the index to be verified. Whoever connects to a socket of systemd meanwhile waits in its
// queue, as it has waited for the server; beyond, searches are told to come back.
constexpr std::chrono::seconds kStartPatience(30);

// What the command line says; what it does not say, the configuration does.
struct Flags {
  std::string config;
  std::string index;
  std::string listen;
  std::optional<std::uint32_t> threads;
  std::string cache;
  bool check_config = false;
  bool mcp = false;
};

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
  app.add_flag("--mcp", flags.mcp,
               "Serves tools to a language model on standard input and output (MCP), not HTTP");
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

Tokens tokens_of(const ServerOptions& options) {
  if (options.token_file.empty() && options.reading == Reading::by_token)
    throw InputError("server.reading is \"token\", but server.token_file names no file with one");
  if (options.token_file.empty()) return {};
  if (is_readable_by_all(options.token_file)) {
    std::fprintf(
        stderr, "dateline-server: every user of this machine can read the token in %s: chmod o-r\n",
        options.token_file.c_str());
  }
  return Tokens::read(options.token_file);
}

// Each connection takes a descriptor, and a shell gives 1,024 to a program that may have more.
void take_all_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::unique_ptr<HttpFront> make_front(std::vector<Descriptor> inherited,
                                      const ServerOptions& options, Routes& routes) {
  if (inherited.empty()) {
    return std::make_unique<HttpFront>(options.listen, options.front, routes);
  }
  return std::make_unique<HttpFront>(options.front, routes, std::move(inherited));
}

// "listening on http://127.0.0.1:8080", a line for each address.
void tell_addresses(const HttpFront& front, const ServerOptions& options) {
  for (Endpoint endpoint : front.endpoints()) {
    if (options.inherited.empty()) endpoint.host = options.listen.host;  // as it was written
    const bool has_port = !endpoint.host.starts_with('/');
    std::printf("listening on %s%s\n", has_port ? "http://" : "", to_string(endpoint).c_str());
  }
  std::fflush(stdout);
}

RoutesOptions routes_options(const ServerOptions& options) {
  return {.index = options.index,
          .thesaurus = load_thesaurus(options),
          .limits = options.limits,
          .cache_bytes = options.cache_bytes,
          .recency_days = options.recency_days,
          .scrub_period = options.scrub_period,
          .alert_names = options.alert_names,
          .alert_targets = options.alert_targets,
          .tokens = tokens_of(options),
          .reading = options.reading,
          .max_push_bytes = options.max_push_bytes,
          .mount = options.mount,
          .slow = options.slow,
          .nothing_found = options.nothing_found,
          .model_tools = options.model_tools};
}

// What the server runs with, and may be told to read again.
struct Running {
  Flags flags;
  Config config;
  ServerOptions options;
};

std::string joined(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys) text += (text.empty() ? "" : ", ") + key;
  return text;
}

// All at once or nothing: settings with a fault leave those before in force, and so do tokens.
void reload(Running& running, HttpFront& front, Routes& routes) {
  try {
    const Config read = config_of(running.flags);
    Config config = reloaded(running.config, read);
    ServerOptions options = server_options(config, running.options.inherited);
    routes.replace(routes_options(options));
    front.replace(options.front);
    const std::vector<std::string> others = needing_restart(config, read);
    log_notice("the settings and the tokens were read again");
    if (!others.empty()) log_notice("needs a restart: " + joined(others));
    running.config = std::move(config);
    running.options = std::move(options);
  } catch (const std::exception& error) {
    log_notice(std::string("the settings and the tokens stay as they were: ") + error.what());
  }
}

// Until the server is to stop. SIGHUP has the settings and the tokens read again; but where a
// terminal started the server, it means that the terminal is gone. SIGUSR1, which some send to have
// logs reopened, is nothing here.
void wait_for_stop(const sigset_t& signals, Running& running, HttpFront& front, Routes& routes) {
  const bool has_terminal = ::isatty(STDIN_FILENO) == 1;
  Watchdog watchdog(front);
  while (true) {
    const int signal = watchdog.wait_for(signals);
    if (signal == SIGTERM || signal == SIGINT) return;
    if (signal == SIGHUP && has_terminal) return;
    if (signal == SIGHUP) reload(running, front, routes);
    if (signal < 0) watchdog.beat();
  }
}

// Who has set an address wonders why it is not served.
void warn_of_other_address(const ServerOptions& options) {
  const bool is_set = options.listen != Endpoint();
  if (options.inherited.empty() || !is_set) return;
  if (std::ranges::find(options.inherited, options.listen) != options.inherited.end()) return;
  log_notice("the sockets that systemd opened are served, and not server.listen, " +
             to_string(options.listen));
}

void serve(Running running, std::vector<Descriptor> inherited) {
  const ServerOptions& options = running.options;
  const sigset_t signals = block_signals();
  std::signal(SIGPIPE, SIG_IGN);  // of a log that nobody reads any more
  ::umask(S_IWGRP | S_IRWXO);     // what is pushed is nobody else's business
  take_all_descriptors();
  explain_bus_errors();
  warn_of_other_address(options);
  Routes routes(routes_options(options));
  const std::unique_ptr<HttpFront> front = make_front(std::move(inherited), options, routes);
  routes.watch(*front);
  if (!options.inherited.empty()) routes.await_index(kStartPatience);
  front->start();
  tell_addresses(*front, options);
  notify_manager("READY=1");
  wait_for_stop(signals, running, *front, routes);
  notify_manager("STOPPING=1");
  front->drain();
}

// Until standard input ends. Nothing else is written to standard output.
void serve_model(const ServerOptions& options) {
  std::ios::sync_with_stdio(false);
  explain_bus_errors();
  Routes routes(routes_options(options));
  routes.await_index(kStartPatience);
  McpServer(routes).serve(std::cin, std::cout);
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
    std::vector<dateline::Descriptor> inherited = dateline::inherited_listeners();
    const dateline::Config config = dateline::config_of(flags);
    const dateline::ServerOptions options =
        dateline::server_options(config, dateline::endpoints_of(inherited));
    if (flags.check_config) {
      dateline::check(options);
    } else if (flags.mcp) {
      dateline::serve_model(options);
    } else {
      dateline::serve({flags, config, options}, std::move(inherited));
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dateline-server: %s\n", error.what());
    return dateline::kNothingDone;
  }
  return 0;
}
