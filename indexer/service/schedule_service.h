#pragma once

#include <filesystem>

#include "indexer/build/build_options.h"
#include "indexer/service/schedule.h"

namespace dateline {

struct ScheduleOptions {
  Schedule schedule;
  enum class Watch : std::uint8_t { off, on };
  Watch watch = Watch::off;  // whether a change below the sources starts a run
};

// Serves an index until SIGTERM or SIGINT: it alone writes to it.
//
// Pushed articles are published as they come, also while a run goes on. Runs go on one at a time in
// a thread of their own: those that are asked for in INDEX/runs, those that are due, and those for
// files that changed; the first one starts at once and makes up what was missed. Between runs small
// segments are merged. A run that is under way when a signal comes is cancelled.
//
// Throws IndexError where another process writes to the index. What fails later is said on standard
// error and kept with the run, and the service goes on.
void serve_schedule(const BuildOptions& options, const ScheduleOptions& schedule);

}  // namespace dateline
