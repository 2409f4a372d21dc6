#include "indexer/service/schedule.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "search/base/error.h"

namespace dateline {
namespace {

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

CronLine parse_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hours = (text[0] - '0') * 10 + text[1] - '0';
    const int minutes = (text[3] - '0') * 10 + text[4] - '0';
    if (hours < 24 && minutes < 60)
      return CronLine(std::to_string(minutes) + " " + std::to_string(hours) + " * * *");
  }
  throw InputError("'" + std::string(text) + "' is no time of day: say 03:00");
}

std::time_t next_run(const Schedule& schedule, std::time_t last, std::time_t now) {
  last = std::min(last, now);
  return schedule.times ? schedule.times->next(last) : last + schedule.every.count();
}

}  // namespace dateline
