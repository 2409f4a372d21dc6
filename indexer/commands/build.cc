#include <algorithm>
#include <cstdint>
#include <iostream>

#include "indexer/build/progress.h"
#include "indexer/build/push.h"
#include "indexer/commands/command.h"
#include "indexer/service/recorded_run.h"

namespace dateline {
namespace {

// Articles that were pushed while no schedule was served. Returns how many bytes of the queue are
// damaged.
std::uint64_t apply_waiting(IndexWriter& writer, const SourceOptions& sources) {
  std::uint64_t damaged_bytes = 0;
  if (writer.is_damaged()) return damaged_bytes;
  while (const auto report = apply_pushed(writer, sources)) {
    for (const SetAside& aside : report->set_aside)
      std::cerr << "set aside " << describe(aside) << "\n";
    damaged_bytes += report->damaged_bytes;
    if (report->generation == 0) break;
  }
  return damaged_bytes;
}

}  // namespace

int run_build(const BuildOptions& options) {
  IndexWriter writer(options.index, options.keep_generations, options.public_database);
  std::uint64_t damaged_bytes = apply_waiting(writer, options.sources);
  const bool is_full = options.scope == BuildOptions::Scope::everything;
  const RunRequest request{
      .run = request_run(options.index, is_full ? RunScope::everything : RunScope::changes,
                         RunReason::command),
      .reason = RunReason::command};
  Progress progress;
  RunOutcome outcome;
  {
    const ProgressDisplay display(progress);
    outcome = recorded_run(writer, options, request, progress, Merging::at_once);
  }
  damaged_bytes = std::max(damaged_bytes, apply_waiting(writer, options.sources));
  if (damaged_bytes > 0) std::cerr << describe_damaged_queue(damaged_bytes) << "\n";
  if (outcome.state == RunOutcome::State::done) {
    std::cout << outcome.message << std::flush;
  } else {
    std::cerr << "dateline-index: " << outcome.message;
  }
  return damaged_bytes > 0 ? std::max(outcome.exit_status, 1) : outcome.exit_status;
}

}  // namespace dateline
