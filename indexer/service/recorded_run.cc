#include "indexer/service/recorded_run.h"

#include <exception>

namespace dateline {
namespace {

const std::string kLineEnd = "\n";

RunOutcome outcome_of(const BuildReport& report) {
  RunOutcome outcome{.generation = report.generation, .message = summary(report)};
  if (report.generation == 0) {
    outcome.state = RunOutcome::State::failed;
    outcome.exit_status = 2;
    outcome.message += "there was no article to index, and nothing was published\n";
  } else if (report.unread > 0 || (report.set_aside > 0 && !report.unchanged) ||
             !report.damaged.empty()) {
    outcome.exit_status = 1;
  }
  return outcome;
}

RunOutcome perform(IndexWriter& writer, const BuildOptions& options, Progress& progress,
                   Merging merging) {
  using State = RunOutcome::State;
  try {
    return outcome_of(build_index(writer, options, progress, merging));
  } catch (const RunCancelled& cancelled) {
    return {.state = State::cancelled, .exit_status = 2, .message = cancelled.what() + kLineEnd};
  } catch (const std::exception& error) {
    return {.state = State::failed, .exit_status = 2, .message = error.what() + kLineEnd};
  }
}

}  // namespace

RunOutcome recorded_run(IndexWriter& writer, BuildOptions options, const RunRequest& request,
                        Progress& progress, Merging merging) {
  if (request.scope == RunScope::everything) options.scope = BuildOptions::Scope::everything;
  RunRecord record(options.index, request, progress);
  RunOutcome outcome = perform(writer, options, progress, merging);
  record.finish(outcome);
  return outcome;
}

}  // namespace dateline
