#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// How much of a date its source told. "2017" is a year, not the first of January.
enum class Precision : std::uint8_t { year, month, day, minute, second };

// When an article was published or updated, in the calendar and the clock of its source.
// A date below day precision stands for the whole year or month; its unknown parts are 1.
struct Date {
  std::int32_t year = 1970;
  std::int32_t month = 1;         // 1 to 12
  std::int32_t day = 1;           // 1 to 31
  std::int32_t second = 0;        // of the day, 0 to 86399; 0 below minute precision
  std::optional<int> utc_offset;  // in minutes, 180 for UTC+3; none: the source named no zone
  Precision precision = Precision::day;

  auto operator<=>(const Date&) const = default;
};

// Days since 1970-01-01 in the proleptic Gregorian calendar, in the date's own zone.
// The algorithm is Howard Hinnant's days_from_civil.
std::int32_t day_number(const Date& date);

// The last day that the date covers: of the whole year or month below day precision.
std::int32_t last_day(const Date& date);

// The date of a day number, with day precision. Inverse of day_number().
Date from_day_number(std::int32_t day);

// Seconds since 1970-01-01T00:00:00Z; a date without a zone is taken as UTC.
std::int64_t instant(const Date& date);

// Whether the parts name a day of the calendar and a time of the day, in the years 1 to 9999.
bool is_valid(const Date& date);

// "2017-01-25"; "2017-01" and "2017" below day precision. Never a time.
std::string format_day(const Date& date);

// RFC 3339, "2017-01-25T14:44:00+03:00"; without the zone where none is known, and as format_day()
// where no time of the day is known.
std::string format_timestamp(const Date& date);

// An instant the same way in UTC, of seconds since 1970-01-01T00:00:00Z: "2017-01-25T11:44:00Z".
std::string format_seconds(std::int64_t seconds);

// Reads ISO 8601 as RFC 3339 and W3C-DTF write it: 2017, 2017-01, 2017-01-25, 20170125,
// 2017-01-25T14:44, 2017-01-25 14:44:05.25+03:00, ...Z, ...+0300. None for anything else, and for
// days that do not exist.
std::optional<Date> parse_iso_date(std::string_view text);

}  // namespace dateline
