#pragma once

#include <bitset>
#include <ctime>
#include <string_view>

namespace dateline {

// Times of a crontab(5): "*/10 * * * *" is every ten minutes, "0 3 * * 1-5" at three on working
// days. Five fields, minute, hour, day of the month, month and day of the week (0 or 7 is Sunday),
// each "*" or a list of numbers and ranges, with steps. Where neither day is "*", one of them is
// enough. Times are local.
class CronLine {
 public:
  // Throws InputError for others, and for a line that never comes.
  explicit CronLine(std::string_view text);

  // The first time after `after`. An hour that summer time leaves out is made up when it is over;
  // of an hour that comes twice the first one counts, unless the line is of every hour.
  std::time_t next(std::time_t after) const;

  bool operator==(const CronLine&) const = default;

 private:
  bool is_due(const std::tm& local) const;
  bool is_day(const std::tm& local) const;
  bool is_repeated(std::time_t at, const std::tm& local) const;
  bool is_due_between(std::tm local, long minutes) const;

  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;    // from 1
  std::bitset<13> months_;  // from 1
  std::bitset<7> weekdays_;
  bool any_day_ = false;
  bool any_weekday_ = false;
};

}  // namespace dateline
