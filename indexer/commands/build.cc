#include <iostream>

#include "indexer/build/progress.h"
#include "indexer/build/push.h"
#include "indexer/commands/command.h"
#include "indexer/service/recorded_run.h"

namespace dateline {
namespace {

// Articles that were pushed while no schedule was served.
void apply_waiting(IndexWriter& writer, const SourceOptions& sources) {
  while (const auto report = apply_pushed(writer, sources)) {
    for (const SetAside& aside : report->set_aside)
      std::cerr << "set aside " << describe(aside) << "\n";
    if (report->damaged_bytes > 0)
      std::cerr << report->damaged_bytes << " bytes of the queue of pushed articles are damaged\n";
    if (report->generation == 0) break;
  }
}

}  // namespace

int run_build(const BuildOptions& options) {
  IndexWriter writer(options.index, options.keep_generations, options.public_database);
  if (!writer.is_damaged()) apply_waiting(writer, options.sources);
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
  if (!writer.is_damaged()) apply_waiting(writer, options.sources);
  if (outcome.state == RunOutcome::State::done) {
    std::cout << outcome.message << std::flush;
  } else {
    std::cerr << "dateline-index: " << outcome.message;
  }
  return outcome.exit_status;
}

}  // namespace dateline
