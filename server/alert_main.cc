#include <chrono>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <sys/file.h>

#include "config/config.h"
#include "search/base/file_descriptor.h"
#include "search/index_reader.h"
#include "server/alerts/alert_search.h"
#include "server/alerts/standing_alert.h"
#include "server/server_options.h"
#include "server/service/bus_error.h"
#include "server/word_lists.h"

namespace dateline {
namespace {

constexpr int kAllDelivered = 0;
constexpr int kSomeWait = 1;
constexpr int kNoneLooked = 2;
constexpr std::chrono::minutes kOpenPatience(10);  // for an index to be verified

struct AlertFlags {
  std::string config;
  std::string index;
  std::uint64_t every = 5;  // seconds
  bool once = false;
  bool check_config = false;
};

void add_alert_flags(CLI::App& app, AlertFlags& flags) {
  app.add_option("--config", flags.config, "Settings with [[alert]], in the form of dateline.toml")
      ->type_name("FILE");
  app.add_option("--index", flags.index, "Folder of the index")->type_name("DIR");
  app.add_option("--every", flags.every, "Seconds between two looks (default: 5)")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 86'400));
  app.add_flag("--once", flags.once, "Delivers what has arrived until now, and ends");
  app.add_flag("--check-config", flags.check_config,
               "Says what is wrong with the alerts and how much each would have to say, and ends");
  app.set_version_flag("--version", "dateline-alert " DATELINE_VERSION);
  app.footer(
      "Exit status: 0 all delivered, 1 some could not be delivered and wait, 2 nothing was done. "
      "See "
      "docs/alerts.md.");
}

Config alert_config_of(const AlertFlags& flags) {
  Config config = load_settings(flags.config, dateline_variables());
  if (!flags.index.empty()) config.index.directory = flags.index;
  if (config.alerts.empty())
    throw InputError("there is no [[alert]] in " + (flags.config.empty()
                                                        ? "the settings: name a file with --config"
                                                        : flags.config));
  return config;
}

void tell(const std::string& what) { std::cerr << "dateline-alert: " << what << std::endl; }

std::filesystem::path alerts_folder(const Config& config) {
  const std::filesystem::path folder = config.index.directory / "alerts";
  std::filesystem::create_directories(folder);
  return folder;
}

// Two that tell the same alerts would tell all of it twice. A crash leaves no lock behind.
FileDescriptor lock_alerts(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "lock";
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!file.is_open()) throw_file_error("cannot open", path);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
    throw InputError("another dateline-alert is at work: it holds " + path.string());
  return file;
}

std::unique_ptr<IndexReader> open_index(const Config& config, const ServerOptions& options) {
  auto index = std::make_unique<IndexReader>(
      config.index.directory,
      IndexReaderOptions{.thesaurus = load_thesaurus(options), .limits = options.limits});
  index->wait_until_settled(kOpenPatience);
  return index;
}

std::vector<std::unique_ptr<StandingAlert>> alerts_of(const Config& config,
                                                      const AlertsOptions& options) {
  std::vector<std::unique_ptr<StandingAlert>> alerts;
  for (const Config::Alert& alert : config.alerts)
    alerts.push_back(std::make_unique<StandingAlert>(alert, options));
  return alerts;
}

// Each alert is looked after whatever becomes of the others.
bool look_after(const std::vector<std::unique_ptr<StandingAlert>>& alerts, IndexReader& index) {
  const IndexReader::Lease searcher = index.searcher();
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
  bool all = true;
  for (const std::unique_ptr<StandingAlert>& alert : alerts)
    all = alert->look(*searcher, searcher.generation(), now) && all;
  return all;
}

// False where a signal ended the wait.
bool wait_for_next_look(const sigset_t& ending, std::uint64_t seconds) {
  const timespec patience{.tv_sec = static_cast<std::time_t>(seconds), .tv_nsec = 0};
  return ::sigtimedwait(&ending, nullptr, &patience) < 0;
}

// A signal ends it between two looks; kill -9 may come at any time.
int stand(const std::vector<std::unique_ptr<StandingAlert>>& alerts, IndexReader& index,
          const AlertFlags& flags, const sigset_t& ending) {
  std::string trouble;
  do {
    try {
      const bool all = look_after(alerts, index);
      if (flags.once) return all ? kAllDelivered : kSomeWait;
      trouble.clear();
    } catch (const std::exception& error) {
      if (flags.once) throw;
      if (trouble != error.what()) tell(error.what());
      trouble = error.what();
    }
  } while (wait_for_next_look(ending, flags.every));
  return kAllDelivered;
}

sigset_t block_ending_signals() {
  sigset_t ending;
  sigemptyset(&ending);
  for (const int number : {SIGTERM, SIGINT}) sigaddset(&ending, number);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  return ending;
}

// What is wrong with an alert's query is said, and the others are looked at all the same.
int check_alerts(const Config& config, const ServerOptions& options) {
  const std::unique_ptr<IndexReader> index = open_index(config, options);
  int status = kAllDelivered;
  for (const Config::Alert& alert : config.alerts) {
    std::cout << alert.name << ": ";
    try {
      // Throws where its secret or its state cannot be read.
      const StandingAlert readable(alert, {.folder = config.index.directory / "alerts"});
      const SearchRequest search = alert_search(alert);
      for (const std::string& note : misread(search, options.limits)) std::cout << note << "; ";
      const IndexReader::Lease searcher = index->searcher();
      std::cout << to_text(estimate(search, *searcher)) << "\n";
    } catch (const std::exception& error) {
      std::cout << error.what() << "\n";
      status = kNoneLooked;
    }
  }
  return status;
}

int run_alerts(int argc, char** argv) {
  AlertFlags flags;
  CLI::App app("Tells what saved searches have found since: by a file, a webhook or mail.",
               "dateline-alert");
  add_alert_flags(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllDelivered : kNoneLooked;
  }
  const Config config = alert_config_of(flags);
  const ServerOptions options = server_options(config, {});
  if (flags.check_config) return check_alerts(config, options);
  const sigset_t ending = block_ending_signals();
  std::signal(SIGPIPE, SIG_IGN);  // of a receiver that hangs up
  explain_bus_errors();
  const std::filesystem::path folder = alerts_folder(config);
  const FileDescriptor lock = lock_alerts(folder);
  const std::vector<std::unique_ptr<StandingAlert>> alerts =
      alerts_of(config, {.folder = folder,
                         .mail = config.mail,
                         .limits = options.limits,
                         .web_root = config.server.public_url,
                         .tell = tell});
  const std::unique_ptr<IndexReader> index = open_index(config, options);
  return stand(alerts, *index, flags, ending);
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  try {
    return dateline::run_alerts(argc, argv);
  } catch (const std::exception& error) {
    dateline::tell(error.what());
    return dateline::kNoneLooked;
  }
}
