#include "indexer/schedule.h"

#include <gtest/gtest.h>

#include "search/error.h"

namespace dateline {
namespace {

using namespace std::chrono_literals;

TEST(Schedule, ReadsIntervals) {
  EXPECT_EQ(parse_interval("15m"), 15min);
  EXPECT_EQ(parse_interval("1h30m"), 90min);
  for (const char* text : {"", "15", "m", "0s", "1w", "-5m", "1h 30m"})
    EXPECT_THROW(parse_interval(text), InputError) << text;
}

TEST(Schedule, ReadsTimesOfDay) {
  EXPECT_EQ(parse_time_of_day("03:05"), 185min);
  for (const char* text : {"", "3:00", "24:00", "12:60", "ab:cd"})
    EXPECT_THROW(parse_time_of_day(text), InputError) << text;
}

TEST(Schedule, ComesEverySoOftenAfterTheLastRunStarted) {
  EXPECT_EQ(next_run({.every = 15min}, 1'000'000), 1'000'900);
}

TEST(Schedule, ComesOnceADayAtItsTime) {
  const Schedule schedule{.at = 3h};
  const std::time_t first = next_run(schedule, 1'485'000'000);
  const std::time_t second = next_run(schedule, first);
  EXPECT_GT(first, 1'485'000'000);
  EXPECT_LE(first - 1'485'000'000, 25 * 3600);
  std::tm parts{};
  localtime_r(&second, &parts);
  EXPECT_EQ(parts.tm_hour, 3);
  EXPECT_EQ(parts.tm_min, 0);
  EXPECT_GE(second - first, 23 * 3600);
}

}  // namespace
}  // namespace dateline
