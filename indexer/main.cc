#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "config/config.h"
#include "indexer/article_json.h"
#include "indexer/build_report.h"
#include "indexer/extract_record.h"
#include "indexer/index_build.h"
#include "indexer/progress.h"

namespace {

using dateline::BuildOptions;
using dateline::BuildReport;
using dateline::Config;

// Exit statuses, as docs/operations.md lists them.
enum Exit : int { all_well = 0, some_set_aside = 1, nothing_done = 2 };

struct CommandLine {
  std::string config;
  std::string index;
  std::vector<std::string> paths;
  std::optional<std::uint32_t> threads;
  bool full = false;
  bool dry_run = false;
  bool show_set_aside = false;
};

BuildOptions build_options(const CommandLine& line, const Config& config) {
  BuildOptions options{
      .index = line.index.empty() ? config.index.directory : std::filesystem::path(line.index),
      .threads = line.threads.value_or(config.indexer.threads),
      .memory_bytes = config.indexer.memory_bytes,
      .keep_generations = config.index.keep_generations};
  options.paths.assign(line.paths.begin(), line.paths.end());
  if (options.paths.empty()) options.paths = config.sources.paths;
  options.sources.max_record_bytes = config.sources.max_record_bytes;
  options.sources.field_names = config.sources.fields;
  return options;
}

int show_set_aside(const std::filesystem::path& index) {
  std::ifstream list(index / "set-aside.jsonl");
  if (!list) {
    std::cerr << "dateline-index: no run has left a list in " << index.string() << "\n";
    return nothing_done;
  }
  std::cout << list.rdbuf();
  return all_well;
}

// Prints each article as it would be indexed, and on standard error what would be set aside.
int run_dry(const BuildOptions& options) {
  dateline::RecordSource source(options.paths, options.sources);
  int status = all_well;
  const auto put_aside = [&](const dateline::SetAside& aside) {
    std::cerr << "set aside " << dateline::describe(aside) << "\n";
    status = some_set_aside;
  };
  while (auto read = source.next()) {
    if (const auto* aside = std::get_if<dateline::SetAside>(&*read)) {
      put_aside(*aside);
      continue;
    }
    for (const auto& extracted :
         dateline::extract_record(std::move(std::get<dateline::Record>(*read)))) {
      if (const auto* aside = std::get_if<dateline::SetAside>(&extracted)) {
        put_aside(*aside);
      } else {
        std::cout << dateline::to_json_line(std::get<dateline::Article>(extracted)) << "\n";
      }
    }
  }
  return status;
}

int run_build(const BuildOptions& options) {
  dateline::Progress progress;
  BuildReport report;
  {
    const dateline::ProgressDisplay display(progress);
    report = dateline::build_index(options, progress);
  }
  std::cout << dateline::summary(report) << std::flush;
  if (report.generation == 0) {
    std::cerr << "dateline-index: there was no article to index, and nothing was published\n";
    return nothing_done;
  }
  return report.set_aside > 0 ? some_set_aside : all_well;
}

int run(int argc, char** argv) {
  CommandLine line;
  CLI::App app("Reads news articles and builds the index that dateline-server searches.",
               "dateline-index");
  app.add_option("PATH", line.paths, "files and folders with articles");
  app.add_option("--config", line.config, "configuration file (see config/dateline.toml)")
      ->type_name("FILE");
  app.add_option("--index", line.index, "folder of the index (default: index)")->type_name("DIR");
  app.add_option("--threads", line.threads,
                 "threads that read and index (default: one a processor)")
      ->type_name("N");
  app.add_flag("--full", line.full, "build everything anew");
  app.add_flag("--dry-run", line.dry_run,
               "print each article as it would be indexed, as JSON lines; write nothing");
  app.add_flag("--show-set-aside", line.show_set_aside,
               "list what the last run could not read, as JSON lines");
  app.set_version_flag("--version", std::string("dateline-index ") + DATELINE_VERSION);
  app.footer("Exit status: 0 all well, 1 some articles were set aside, 2 nothing was done.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? all_well : nothing_done;
  }
  const Config config = line.config.empty() ? Config{} : dateline::load_config(line.config);
  const BuildOptions options = build_options(line, config);
  if (line.show_set_aside) return show_set_aside(options.index);
  if (options.paths.empty()) {
    std::cerr << "dateline-index: no PATH to read: name files or folders, or set sources.paths in "
                 "the configuration\n";
    return nothing_done;
  }
  return line.dry_run ? run_dry(options) : run_build(options);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "dateline-index: " << error.what() << "\n";
    return nothing_done;
  }
}
