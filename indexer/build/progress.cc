#include "indexer/build/progress.h"

#include <array>
#include <condition_variable>
#include <cstdio>

#include <unistd.h>

namespace dateline {
namespace {

constexpr int kBarWidth = 24;
constexpr std::chrono::milliseconds kTerminalPause{100};
constexpr std::chrono::milliseconds kLogPause{10'000};

std::string status_line(const Progress& progress, double seconds) {
  const std::uint64_t articles = progress.articles;
  const std::uint64_t set_aside = progress.set_aside;
  std::string line = grouped(articles) + " articles";
  if (seconds > 0.5)
    line +=
        ", " + grouped(static_cast<std::uint64_t>(static_cast<double>(articles) / seconds)) + "/s";
  if (set_aside > 0) line += ", " + grouped(set_aside) + " set aside";
  return line;
}

double share_read(const Progress& progress) {
  const std::uint64_t total = progress.bytes_total;
  if (total == 0) return 0;
  const double share = static_cast<double>(progress.bytes_read) / static_cast<double>(total);
  return share > 1 ? 1 : share;
}

std::string time_left(double share, double seconds) {
  if (share < 0.02 || seconds < 1) return {};
  const auto left = static_cast<int>(seconds / share - seconds);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), ", %d:%02d left", left / 60, left % 60);
  return text.data();
}

std::string bar(double share) {
  const int filled = static_cast<int>(share * kBarWidth);
  return "[" + std::string(filled, '#') + std::string(kBarWidth - filled, ' ') + "]";
}

}  // namespace

const char* phase_name(Progress::Phase phase) {
  switch (phase) {
    case Progress::Phase::reading:
      return "indexing";
    case Progress::Phase::merging:
      return "merging";
    case Progress::Phase::publishing:
      return "publishing";
  }
  return "";
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

std::string readable_bytes(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
  return text.data();
}

ProgressDisplay::ProgressDisplay(const Progress& progress)
    : progress_(progress),
      terminal_(::isatty(STDERR_FILENO) == 1),
      thread_([this](const std::stop_token& stop) { show(stop); }) {}

ProgressDisplay::~ProgressDisplay() {
  thread_.request_stop();
  thread_.join();
  if (terminal_) std::fprintf(stderr, "\r\033[K");
}

void ProgressDisplay::show(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stopped.wait_for(lock, stop, terminal_ ? kTerminalPause : kLogPause, [] {
    return false;
  }) && !stop.stop_requested()) {
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    const double share = share_read(progress_);
    const std::string status = status_line(progress_, seconds) + time_left(share, seconds);
    const char* const phase = phase_name(progress_.phase);
    if (terminal_) {
      std::fprintf(stderr, "\r\033[K%s %s %3.0f %%  %s", phase, bar(share).c_str(), share * 100,
                   status.c_str());
    } else {
      std::fprintf(stderr, "%s: %.0f %%, %s\n", phase, share * 100, status.c_str());
    }
  }
}

}  // namespace dateline
