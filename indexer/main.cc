#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "config/config.h"
#include "indexer/apart/ocr.h"
#include "indexer/apart/parser_process.h"
#include "indexer/commands/command.h"

namespace dateline {
namespace {

struct CommandLine {
  std::string config;
  std::string index;
  std::vector<std::string> paths;
  std::optional<std::uint32_t> threads;
  std::string ocr;
  std::string backup;
  std::string every;
  std::string at;
  bool schedule = false;
  bool full = false;
  bool allow_removal = false;
  bool salvage = false;
  bool dry_run = false;
  bool show_set_aside = false;
  bool show_repeated = false;
  bool check = false;
  bool rollback = false;
  bool check_config = false;
};

// A long record takes some ten times its bytes while it is parsed, and libraries take their room.
Parsing parsing_of(const CommandLine& line, const Config& config) {
  constexpr std::uint64_t kMemoryPerByte = 32;
  Parsing parsing{.where =
                      config.index.sandbox == "on" ? Parsing::Where::apart : Parsing::Where::here};
  parsing.memory_bytes =
      std::max(parsing.memory_bytes, kMemoryPerByte * config.sources.max_record_bytes);
  parsing.ocr = ocr_as_set(line.ocr.empty() ? config.index.ocr : line.ocr);
  return parsing;
}

BuildOptions build_options(const CommandLine& line, const Config& config) {
  BuildOptions options{
      .index = line.index.empty() ? config.index.directory : std::filesystem::path(line.index),
      .threads = line.threads.value_or(config.indexer.threads),
      .memory_bytes = config.indexer.memory_bytes,
      .keep_generations = config.index.keep_generations,
      .public_database = public_database_named(config.index.xapian),
      .max_removed_share = config.sources.max_removed_percent / 100.0};
  options.paths.assign(line.paths.begin(), line.paths.end());
  if (options.paths.empty()) options.paths = config.sources.paths;
  options.sources.max_record_bytes = config.sources.max_record_bytes;
  options.sources.field_names = config.sources.fields;
  options.sources.parsing = parsing_of(line, config);
  if (line.full) options.scope = BuildOptions::Scope::everything;
  if (line.salvage) options.damaged = BuildOptions::Damaged::salvage;
  if (line.allow_removal) options.removal = BuildOptions::Removal::allow;
  return options;
}

void add_flags(CLI::App& app, CommandLine& line) {
  app.add_option("PATH", line.paths, "files and folders with articles");
  app.add_option("--config", line.config, "configuration file (see config/dateline.toml)")
      ->type_name("FILE");
  app.add_option("--index", line.index, "folder of the index (default: index)")->type_name("DIR");
  app.add_option("--threads", line.threads,
                 "threads that read and index (default: one a processor)")
      ->type_name("N");
  app.add_option("--ocr", line.ocr,
                 "read the text of scanned PDFs and pictures with tesseract: on, off, or its "
                 "languages, as deu+eng (default: off)")
      ->type_name("LANGUAGES");
  app.add_flag("--full", line.full, "read everything, not only what has changed");
  app.add_flag("--allow-removal", line.allow_removal,
               "go on where more than half of the articles would go from the index");
  app.add_flag("--salvage", line.salvage,
               "where the index is damaged and some articles cannot be read again from their "
               "sources, keep what can still be read, and lose the rest");
  app.add_flag(
      "--schedule", line.schedule,
      "stay, and run when [schedule] of the configuration says, when files change, and when "
      "asked to; publish pushed articles");
  CLI::Option* every =
      app.add_option("--every", line.every, "the same, but run every so often: 15m, 1h30m")
          ->type_name("TIME");
  app.add_option("--at", line.at, "the same, but run each day at this local time: 03:00")
      ->type_name("HH:MM")
      ->excludes(every);
  app.set_version_flag("--version", std::string("dateline-index ") + DATELINE_VERSION);
  CLI::Option_group* commands = app.add_option_group("Instead of indexing");
  commands->add_flag("--dry-run", line.dry_run,
                     "print each article as it would be indexed, as JSON lines; write nothing");
  commands->add_flag("--show-set-aside", line.show_set_aside,
                     "list what the last run could not read, as JSON lines");
  commands->add_flag("--show-repeated", line.show_repeated,
                     "list the articles that are the same as an earlier one, as JSON lines");
  commands->add_flag("--check", line.check,
                     "verify every byte of the index, and say what is wrong and what to do");
  commands->add_flag("--rollback", line.rollback, "make the generation before current again");
  commands->add_option("--backup", line.backup, "copy the current generation to DIR, and check it")
      ->type_name("DIR");
  commands->add_flag("--check-config", line.check_config,
                     "read the settings, say what is wrong with them, and end");
  commands->require_option(0, 1);
  app.footer("Exit status: 0 all well, 1 some articles were set aside, 2 nothing was done.");
}

// The flags go before the configuration; there, cron goes before at, and at before every.
Schedule schedule_of(const CommandLine& line, const Config::Schedule& config) {
  if (!line.every.empty()) return {.every = parse_interval(line.every)};
  if (!line.at.empty()) return {.times = parse_time_of_day(line.at)};
  if (!config.cron.empty()) return {.times = CronLine(config.cron)};
  if (!config.at.empty()) return {.times = parse_time_of_day(config.at)};
  return {.every = std::chrono::duration_cast<std::chrono::seconds>(config.every)};
}

// What only a run or a schedule would find wrong is found here, too: a cron line that is none.
int check_settings(const CommandLine& line, const Config& config) {
  schedule_of(line, config.schedule);
  std::cout << "the settings are sound\n" << how_parsed(parsing_of(line, config)) << "\n";
  return all_well;
}

// Variables that look like a setting and are none.
void warn_of_unknown_variables(const Environment& environment) {
  for (const std::string& name : unknown_variables(environment, setting_keys())) {
    std::cerr << "dateline-index: " << name << " is set, but there is no such setting\n";
  }
}

int serve(const CommandLine& line, const Config& config, const BuildOptions& options) {
  using Watch = ScheduleOptions::Watch;
  return run_scheduled(options, {.schedule = schedule_of(line, config.schedule),
                                 .watch = config.schedule.watch ? Watch::on : Watch::off});
}

int perform(const CommandLine& line, const Config& config) {
  const BuildOptions options = build_options(line, config);
  if (line.check_config) return check_settings(line, config);
  if (line.show_set_aside) return show_set_aside(options.index);
  if (line.show_repeated) return show_repeated(options.index);
  if (line.check) return run_check(options.index);
  if (line.rollback) return run_rollback(options.index);
  if (!line.backup.empty()) return run_backup(options.index, line.backup);
  if (options.paths.empty()) {
    std::cerr << "dateline-index: no PATH to read: name files or folders, or set sources.paths in "
                 "the configuration\n";
    return nothing_done;
  }
  if (line.dry_run) return run_dry(options);
  if (line.schedule || !line.every.empty() || !line.at.empty()) return serve(line, config, options);
  return run_build(options);
}

int run(int argc, char** argv) {
  CommandLine line;
  CLI::App app("Reads news articles and builds the index that dateline-server searches.",
               "dateline-index");
  add_flags(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? all_well : nothing_done;
  }
  const Environment environment = dateline_variables();
  warn_of_unknown_variables(environment);
  return perform(line, load_settings(line.config, environment));
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  try {
    return dateline::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "dateline-index: " << error.what() << "\n";
    return dateline::nothing_done;
  }
}
