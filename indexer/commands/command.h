#pragma once

#include <filesystem>

#include "indexer/build/build_options.h"
#include "indexer/service/schedule_service.h"

// What dateline-index can be told to do, a function each. They print what happened and return the
// program's exit status.
namespace dateline {

// Exit statuses, as docs/operations.md lists them.
enum Exit : int { all_well = 0, some_set_aside = 1, nothing_done = 2 };

// Reads the sources and publishes a generation where something has changed.
int run_build(const BuildOptions& options);

// Prints each article as it would be indexed, and on standard error what would be set aside.
int run_dry(const BuildOptions& options);

// Runs whenever it is due, until SIGTERM; see serve_schedule().
int run_scheduled(const BuildOptions& options, const ScheduleOptions& schedule);

int show_set_aside(const std::filesystem::path& index);

// Prints the articles that files have and that are the same as an earlier one, as JSON lines.
int show_repeated(const std::filesystem::path& index);

// Checks every generation: 0 all are sound, 1 one that is not current is damaged, 2 the current one
// is damaged or there is none.
int run_check(const std::filesystem::path& index);

// Makes the newest sound generation before the current one current.
int run_rollback(const std::filesystem::path& index);

// Copies the current generation to a folder that is an index of its own, and checks the copy.
int run_backup(const std::filesystem::path& index, const std::filesystem::path& to);

}  // namespace dateline
