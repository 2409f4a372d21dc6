#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "indexer/build/progress.h"
#include "search/exchange/run_mailbox.h"

namespace dateline {

// How a run ended.
struct RunOutcome {
  enum class State : std::uint8_t { done, failed, cancelled, interrupted };

  State state = State::done;
  int exit_status = 0;
  std::uint64_t generation = 0;  // 0: none
  std::string message;           // what it said, for its log
};

// Keeps INDEX/runs/000042.json up to date while a run goes on, four times a second, and cancels the
// run where that is asked for; see run_mailbox.h.
class RunRecord {
 public:
  RunRecord(std::filesystem::path index, RunRequest request, Progress& progress);
  ~RunRecord();
  RunRecord(const RunRecord&) = delete;
  RunRecord& operator=(const RunRecord&) = delete;

  // Writes the outcome and the log, and removes the oldest runs.
  void finish(const RunOutcome& outcome);

 private:
  void follow(const std::stop_token& stop);
  void look();
  void write(const RunOutcome* outcome) const;

  std::filesystem::path index_;
  RunRequest request_;
  Progress& progress_;
  std::string started_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::jthread thread_;
};

// Notes of runs that a crash ended that they are over.
void close_interrupted_runs(const std::filesystem::path& index);

}  // namespace dateline
