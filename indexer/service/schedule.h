#pragma once

#include <chrono>
#include <ctime>
#include <optional>
#include <string_view>

#include "indexer/service/cron_line.h"

namespace dateline {

// When runs start: every so often, or at local times.
struct Schedule {
  std::chrono::seconds every{0};  // where there are no times
  std::optional<CronLine> times;
};

// "15m", "1h30m" or "90s"; throws InputError for others, and for less than a second.
std::chrono::seconds parse_interval(std::string_view text);

// "03:00" as the times of every day; throws InputError for others.
CronLine parse_time_of_day(std::string_view text);

// When the next run is due, where the last one started at `last` and it is `now`. May lie before
// now: then a run was missed, and starts at once; several that were missed are one. Where `last` is
// later than now, the clock was set back: the schedule goes on from now.
std::time_t next_run(const Schedule& schedule, std::time_t last, std::time_t now);

}  // namespace dateline
