#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>

namespace dateline {

// A run was told to end before it had anything to publish.
struct RunCancelled : std::runtime_error {
  RunCancelled() : std::runtime_error("the run was cancelled; the index is as it was") {}
};

// What a run has done so far. Any thread may add to it and read it.
struct Progress {
  enum class Phase : std::uint8_t { reading, merging, publishing };

  std::atomic<std::uint64_t> bytes_read = 0;   // of source files, packed where they are packed
  std::atomic<std::uint64_t> bytes_total = 0;  // of the files found so far
  std::atomic<std::uint64_t> articles = 0;
  std::atomic<std::uint64_t> set_aside = 0;
  std::atomic<Phase> phase = Phase::reading;
  std::atomic<bool> is_cancelled = false;

  // Throws RunCancelled. To be called between steps that may take a while.
  void stop_where_cancelled() const {
    if (is_cancelled) throw RunCancelled();
  }
};

// Shows a Progress on standard error while it lives: a bar on a terminal, otherwise a line every
// ten seconds.
class ProgressDisplay {
 public:
  explicit ProgressDisplay(const Progress& progress);
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

 private:
  void show(const std::stop_token& stop);

  const Progress& progress_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  bool terminal_;
  std::jthread thread_;
};

// "indexing", "merging" or "publishing".
const char* phase_name(Progress::Phase phase);

// "12,345"
std::string grouped(std::uint64_t number);

// "1.2 MB"
std::string readable_bytes(std::uint64_t bytes);

}  // namespace dateline
