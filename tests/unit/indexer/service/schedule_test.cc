#include "indexer/service/schedule.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "search/base/error.h"

namespace dateline {
namespace {

using namespace std::chrono_literals;

// Local time is that of this zone while it lives.
class Zone {
 public:
  explicit Zone(const char* name) {
    if (const char* const before = std::getenv("TZ")) before_ = before;
    ::setenv("TZ", name, 1);
    ::tzset();
  }
  ~Zone() {
    before_.empty() ? ::unsetenv("TZ") : ::setenv("TZ", before_.c_str(), 1);
    ::tzset();
  }
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;

 private:
  std::string before_;
};

// Berlin, without the need of a database of zones: clocks change on the last Sundays of March and
// October, at two and three o'clock.
constexpr const char* kBerlin = "CET-1CEST,M3.5.0,M10.5.0/3";

// "2026-03-29 01:30" as local time; of a time that comes twice, the first.
std::time_t local(const char* text) {
  std::tm parts{};
  ::strptime(text, "%Y-%m-%d %H:%M", &parts);
  parts.tm_isdst = -1;
  return std::mktime(&parts);
}

std::string text_of(std::time_t at) {
  std::tm parts{};
  ::localtime_r(&at, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
  return text;
}

std::string next(const char* line, const char* after) {
  return text_of(CronLine(line).next(local(after)));
}

TEST(Schedule, ReadsIntervals) {
  EXPECT_EQ(parse_interval("15m"), 15min);
  EXPECT_EQ(parse_interval("1h30m"), 90min);
  for (const char* text : {"", "15", "m", "0s", "1w", "-5m", "1h 30m"})
    EXPECT_THROW(parse_interval(text), InputError) << text;
}

TEST(Schedule, ReadsTimesOfDay) {
  EXPECT_EQ(parse_time_of_day("03:05"), CronLine("5 3 * * *"));
  for (const char* text : {"", "3:00", "24:00", "12:60", "ab:cd"})
    EXPECT_THROW(parse_time_of_day(text), InputError) << text;
}

TEST(Schedule, ComesEverySoOftenAfterTheLastRunStarted) {
  EXPECT_EQ(next_run({.every = 15min}, 1'000'000, 1'000'001), 1'000'900);
}

TEST(Schedule, MakesUpAMissedRunAtOnceAndOnce) {
  const Schedule schedule{.every = 15min};
  EXPECT_LE(next_run(schedule, 1'000'000, 2'000'000), 2'000'000);
  EXPECT_GT(next_run(schedule, 2'000'000, 2'000'001), 2'000'001);
}

TEST(Schedule, GoesOnFromNowWhereTheClockWasSetBack) {
  EXPECT_EQ(next_run({.every = 15min}, 2'000'000, 1'000'000), 1'000'900);
}

TEST(CronLine, ComesAtTheTimesOfItsFields) {
  const Zone zone("UTC0");
  EXPECT_EQ(next("*/10 * * * *", "2026-11-25 02:31"), "2026-11-25 02:40");
  EXPECT_EQ(next("*/10 * * * *", "2026-11-25 02:40"), "2026-11-25 02:50");
  EXPECT_EQ(next("0 3 * * *", "2026-11-25 03:00"), "2026-11-26 03:00");
  EXPECT_EQ(next("30 6-8/2,22 * * *", "2026-11-25 08:30"), "2026-11-25 22:30");
  EXPECT_EQ(next("0 0 1 1 *", "2026-11-25 00:00"), "2027-01-01 00:00");
  EXPECT_EQ(next("0 0 29 2 *", "2026-11-25 00:00"), "2028-02-29 00:00");
  EXPECT_EQ(next("15/20 4 * * *", "2026-11-25 04:15"), "2026-11-25 04:35");
}

TEST(CronLine, TakesSundayAsZeroAndSeven) {
  const Zone zone("UTC0");
  for (const char* line : {"0 3 * * 0", "0 3 * * 7"})
    EXPECT_EQ(next(line, "2026-11-25 00:00"), "2026-11-29 03:00");
  EXPECT_EQ(next("0 3 * * 1-5", "2026-11-27 03:00"), "2026-11-30 03:00");
}

TEST(CronLine, NeedsOneOfTheDaysWhereBothAreGiven) {
  const Zone zone("UTC0");
  EXPECT_EQ(next("0 0 27 * 0", "2026-11-25 00:00"), "2026-11-27 00:00");
  EXPECT_EQ(next("0 0 27 * 0", "2026-11-27 00:00"), "2026-11-29 00:00");
}

TEST(CronLine, MakesUpAnHourThatSummerTimeLeavesOut) {
  const Zone zone(kBerlin);
  EXPECT_EQ(next("30 2 * * *", "2026-03-28 12:00"), "2026-03-29 03:00");
  EXPECT_EQ(next("30 2 * * *", "2026-03-29 03:00"), "2026-03-30 02:30");
  EXPECT_EQ(next("30 3 * * *", "2026-03-28 12:00"), "2026-03-29 03:30");
}

TEST(CronLine, ComesOnceInAnHourThatComesTwice) {
  const Zone zone(kBerlin);
  const CronLine line("30 2 * * *");
  const std::time_t first = line.next(local("2026-10-24 12:00"));
  EXPECT_EQ(text_of(first), "2026-10-25 02:30");
  EXPECT_EQ(text_of(line.next(first)), "2026-10-26 02:30");
}

TEST(CronLine, ComesInBothHoursWhereItIsOfEveryHour) {
  const Zone zone(kBerlin);
  const CronLine line("30 * * * *");
  const std::time_t first = line.next(local("2026-10-25 01:59"));
  EXPECT_EQ(line.next(first) - first, 3600);
  EXPECT_EQ(text_of(line.next(first)), "2026-10-25 02:30");
}

TEST(CronLine, RefusesWhatIsNone) {
  for (const char* text : {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *",
                           "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *", "a * * * *",
                           "1, * * * x", ", * * * *", "0 0 30 2 *"})
    EXPECT_THROW(CronLine{text}, InputError) << text;
}

}  // namespace
}  // namespace dateline
