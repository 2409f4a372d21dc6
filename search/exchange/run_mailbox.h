#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// How a run of dateline-index is asked for, followed and cancelled, by any process that may write
// below the index:
//
//   INDEX/runs/000042.request   asked for: one line, "REASON SCOPE"
//   INDEX/runs/000042.cancel    is to be cancelled
//   INDEX/runs/000042.json      what it does, replaced four times a second, and at last its outcome
//   INDEX/runs/000042.log       what it said
//
// The status is one JSON object: run, reason (schedule, watch, request, command), scope (changes,
// everything), state (waiting, running, done, failed, cancelled, interrupted), phase (indexing,
// merging, publishing), articles, bytes_read, bytes_total, set_aside, seconds,
// articles_per_second, seconds_left (null where it cannot be told), started, ended (null while it
// goes on), exit_status (null), generation (null) and message. The oldest runs are removed.
namespace dateline {

enum class RunScope : std::uint8_t { changes, everything };
enum class RunReason : std::uint8_t { schedule, watch, request, command };

std::string name_of(RunScope scope);
std::string name_of(RunReason reason);

struct RunRequest {
  std::uint64_t run = 0;
  RunReason reason = RunReason::request;
  RunScope scope = RunScope::changes;
};

// Asks for a run and returns its number, durably. A process that serves the schedule takes it up at
// once where one is there; see schedule_is_served().
std::uint64_t request_run(const std::filesystem::path& index, RunScope scope,
                          RunReason reason = RunReason::request);

// Requests that were not taken up yet, the oldest first. One that cannot be read asks for changes.
std::vector<RunRequest> waiting_requests(const std::filesystem::path& index);

// Asks that the run be cancelled; false where there is no such run.
bool request_cancel(const std::filesystem::path& index, std::uint64_t run);
bool is_cancel_requested(const std::filesystem::path& index, std::uint64_t run);

// The status of a run as JSON text; none where there is no such run.
std::optional<std::string> run_status(const std::filesystem::path& index, std::uint64_t run);

// The numbers of the runs that are known, rising.
std::vector<std::uint64_t> run_numbers(const std::filesystem::path& index);

// Whether a dateline-index --schedule works on this index now: nobody else takes requests and
// pushed articles up.
bool schedule_is_served(const std::filesystem::path& index);

// INDEX/runs, and a file of it: run_file(index, 42, ".json").
std::filesystem::path runs_folder(const std::filesystem::path& index);
std::filesystem::path run_file(const std::filesystem::path& index, std::uint64_t run,
                               const char* suffix);

}  // namespace dateline
