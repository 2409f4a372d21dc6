#pragma once

#include <chrono>
#include <ctime>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

namespace dateline {

// When runs start: every so often, or each day at a local time.
struct Schedule {
  std::chrono::seconds every{0};           // 0: by the time of day
  std::optional<std::chrono::minutes> at;  // after local midnight
};

// "15m", "1h30m" or "90s"; throws InputError for others, and for less than a second.
std::chrono::seconds parse_interval(std::string_view text);

// "03:00" as minutes after midnight; throws InputError for others.
std::chrono::minutes parse_time_of_day(std::string_view text);

// When the next run is due, where the last one started at `last`. May lie before now: then a run
// was missed, and starts at once.
std::time_t next_run(const Schedule& schedule, std::time_t last);

// Calls `run` whenever it is due until SIGTERM or SIGINT; a run that is under way is finished
// first. The first run starts at once. `run` returns an exit status; each is appended to
// INDEX/runs.jsonl with its time.
void run_on_schedule(const Schedule& schedule, const std::filesystem::path& index,
                     const std::function<int()>& run);

}  // namespace dateline
