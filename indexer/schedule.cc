#include "indexer/schedule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <fstream>
#include <string>

#include "search/error.h"

namespace dateline {
namespace {

std::string text_of(std::time_t at) {
  std::tm parts{};
  gmtime_r(&at, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

std::chrono::seconds seconds_of(char unit) {
  switch (unit) {
    case 's':
      return std::chrono::seconds(1);
    case 'm':
      return std::chrono::minutes(1);
    case 'h':
      return std::chrono::hours(1);
    case 'd':
      return std::chrono::hours(24);
    default:
      return std::chrono::seconds(0);
  }
}

void note_outcome(const std::filesystem::path& index, std::time_t started, int status) {
  std::ofstream runs(index / "runs.jsonl", std::ios::app);
  runs << R"({"started":")" << text_of(started) << R"(","ended":")" << text_of(std::time(nullptr))
       << R"(","exit_status":)" << status << "}\n";
}

// Signals that end the schedule, kept for sigtimedwait().
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// True where a signal came before `until`. Looks at the clock every minute: it may be set.
bool stopped_before(std::time_t until, const sigset_t& signals) {
  for (;;) {
    const std::time_t left = std::max<std::time_t>(until - std::time(nullptr), 0);
    const timespec wait{.tv_sec = std::min<std::time_t>(left, 60), .tv_nsec = 0};
    if (sigtimedwait(&signals, nullptr, &wait) > 0) return true;
    if (std::time(nullptr) >= until) return false;
  }
}

}  // namespace

std::chrono::seconds parse_interval(std::string_view text) {
  const auto refuse = [&] {
    return InputError("'" + std::string(text) + "' is no interval: say 15m, 1h30m or 90s");
  };
  std::chrono::seconds sum(0);
  std::string_view rest = text;
  while (!rest.empty()) {
    std::uint32_t count = 0;
    const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    if (failed != std::errc() || end == rest.data() + rest.size() || count > 100'000)
      throw refuse();
    const std::chrono::seconds unit = seconds_of(*end);
    if (unit.count() == 0) throw refuse();
    sum += count * unit;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
  }
  if (sum.count() == 0) throw refuse();
  return sum;
}

std::chrono::minutes parse_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hours = (text[0] - '0') * 10 + text[1] - '0';
    const int minutes = (text[3] - '0') * 10 + text[4] - '0';
    if (hours < 24 && minutes < 60) return std::chrono::minutes(hours * 60 + minutes);
  }
  throw InputError("'" + std::string(text) + "' is no time of day: say 03:00");
}

std::time_t next_run(const Schedule& schedule, std::time_t last) {
  if (!schedule.at) return last + schedule.every.count();
  std::tm parts{};
  localtime_r(&last, &parts);
  parts.tm_hour = static_cast<int>(schedule.at->count() / 60);
  parts.tm_min = static_cast<int>(schedule.at->count() % 60);
  parts.tm_sec = 0;
  parts.tm_isdst = -1;
  const std::time_t today = std::mktime(&parts);
  if (today > last) return today;
  ++parts.tm_mday;
  parts.tm_isdst = -1;
  return std::mktime(&parts);
}

void run_on_schedule(const Schedule& schedule, const std::filesystem::path& index,
                     const std::function<int()>& run) {
  const sigset_t signals = block_stop_signals();
  std::time_t started = 0;
  do {
    started = std::time(nullptr);
    const int status = run();
    note_outcome(index, started, status);
  } while (!stopped_before(next_run(schedule, started), signals));
}

}  // namespace dateline
