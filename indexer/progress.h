#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace dateline {

// What a run has done so far. Any thread may add to it and read it.
struct Progress {
  enum class Phase : std::uint8_t { reading, merging, publishing };

  std::atomic<std::uint64_t> bytes_read = 0;   // of source files, packed where they are packed
  std::atomic<std::uint64_t> bytes_total = 0;  // of the files found so far
  std::atomic<std::uint64_t> articles = 0;
  std::atomic<std::uint64_t> set_aside = 0;
  std::atomic<Phase> phase = Phase::reading;
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

// "12,345"
std::string grouped(std::uint64_t number);

// "1.2 MB"
std::string readable_bytes(std::uint64_t bytes);

}  // namespace dateline
