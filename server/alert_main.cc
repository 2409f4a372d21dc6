#include <chrono>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <sys/file.h>

#include "config/config.h"
#include "search/base/file_descriptor.h"
#include "search/index_reader.h"
#include "server/alerts/alert_roster.h"
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
  if (config.alerts.empty() && config.alert_targets.empty())
    throw InputError(
        "there is no [[alert]] and no [[alert_target]] in " +
        (flags.config.empty() ? "the settings: name a file with --config" : flags.config));
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

bool look_after(AlertRoster& alerts, IndexReader& index) {
  const IndexReader::Lease searcher = index.searcher();
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
  return alerts.look(*searcher, searcher.generation(), now);
}

// False where a signal ended the wait.
bool wait_for_next_look(const sigset_t& ending, std::uint64_t seconds) {
  const timespec patience{.tv_sec = static_cast<std::time_t>(seconds), .tv_nsec = 0};
  return ::sigtimedwait(&ending, nullptr, &patience) < 0;
}

// A signal ends it between two looks; kill -9 may come at any time.
int stand(AlertRoster& alerts, IndexReader& index, const AlertFlags& flags,
          const sigset_t& ending) {
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

// Of one alert: what is wrong with it, or what to expect. Whether it is sound.
bool check_alert(const Config::Alert& alert, const AlertsOptions& alerts, const std::string& state,
                 IndexReader& index) try {
  std::cout << alert.name << ": ";
  const StandingAlert readable(alert, alerts, state);  // its secret and its state can be read
  const SearchRequest search = alert_search(alert);
  for (const std::string& note : misread(search, alerts.limits)) std::cout << note << "; ";
  const IndexReader::Lease searcher = index.searcher();
  std::cout << to_text(estimate(search, *searcher)) << "\n";
  return true;
} catch (const std::exception& error) {
  std::cout << error.what() << "\n";
  return false;
}

bool check_saved(const std::string& name, const Config& config, const AlertsOptions& alerts,
                 IndexReader& index) try {
  const std::optional<SavedAlert> saved = read_saved_alert(config.index.directory, name);
  if (!saved) return true;
  return check_alert(alert_of(*saved, config.alert_targets), alerts, state_name_of(*saved), index);
} catch (const std::exception& error) {
  std::cout << name << ": " << error.what() << "\n";
  return false;
}

// What is wrong with an alert's query is said, and the others are looked at all the same.
int check_alerts(const Config& config, const ServerOptions& options) {
  const std::unique_ptr<IndexReader> index = open_index(config, options);
  const AlertsOptions alerts{.folder = config.index.directory / "alerts", .limits = options.limits};
  bool sound = true;
  for (const Config::Alert& alert : config.alerts)
    sound = check_alert(alert, alerts, "", *index) && sound;
  for (const std::string& name : saved_alert_names(config.index.directory))
    sound = check_saved(name, config, alerts, *index) && sound;
  return sound ? kAllDelivered : kNoneLooked;
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
  AlertRoster alerts(config.index.directory, config.alerts, config.alert_targets,
                     {.folder = folder,
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
