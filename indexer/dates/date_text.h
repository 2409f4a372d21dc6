#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/dates/calendar.h"
#include "search/base/date.h"

namespace dateline {

// What a piece of text says of a date, which is often not all: "January 25, 14:44 UTC+3".
struct DateParts {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> second;                // of the day
  bool to_the_second = false;               // whether the time has seconds
  bool end_of_day = false;                  // 24:00, which is the next day's first moment
  std::optional<int> utc_offset;            // in minutes
  std::optional<int> weekday;               // 0 is Sunday
  Calendar calendar = Calendar::gregorian;  // of the year, month and day
  // Of "10/12/2019" it is not known which is the day; day and month are empty then.
  struct Undecided {
    int first = 0;
    int second = 0;
    bool operator==(const Undecided&) const = default;
  };
  std::optional<Undecided> undecided;

  bool operator==(const DateParts&) const = default;
};

enum class DayOrder : std::uint8_t { unknown, day_first, month_first };

// Which of day and month readers of a locale write first in numbers, as ICU knows it: "en-GB",
// "de"; "en" is America's.
DayOrder day_order(std::string_view locale);

// Whether the parts name nothing that the other contradicts.
bool agree(const DateParts& a, const DateParts& b);

// The parts of `a`, and those of `b` that `a` does not have.
DateParts merged(const DateParts& a, const DateParts& b);

// Whether the weekday that the parts name is another than the calendar's. Decides nothing for
// incomplete dates.
bool contradicts_weekday(const DateParts& parts);

// The date of parts that have a year, and of the smaller ones what is known. None where the year is
// missing or the day does not exist. The order of "10/12/2019" is taken from the weekday, or from
// what readers of `locale` write ("en-GB", "de"; "en" is America's); without either there is no
// date.
std::optional<Date> to_date(const DateParts& parts, std::string_view locale = {});

enum class DateRole : std::uint8_t { unsaid, published, updated };

struct DateReading {
  DateParts parts;
  DateRole role = DateRole::unsaid;
};

// What a line that holds nothing but dates says: "Published: 25 January 2017 | Updated 14:44 GMT"
// gives two readings. Empty for a line that holds anything else. A line that is all of dates that
// cannot be kept ("3 hours ago", "5 min read") gives one reading without parts. Dates are read in
// all languages; `language` (may be empty, or a locale) decides what a name means in several.
std::vector<DateReading> read_date_line(std::string_view line, std::string_view language = {});

// Reads a date from the start of `text` on, as far as it goes. `bytes` is 0 where there is none.
struct DatePrefix {
  DateParts parts;
  std::size_t bytes = 0;
};
DatePrefix read_date_prefix(std::string_view text, std::string_view language = {});

// The whole days that stand anywhere in a text, in their order: "By Ann Lee on 25 January 2017,
// updated 26 January 2017 by the desk" gives two.
std::vector<DateReading> find_dates(std::string_view text, std::string_view language = {});

// Reads one date in any form and language that news uses: "Wed, 25 Jan 2017 14:44:00 GMT",
// "25.01.2017 14:44", "Jan. 25, 2017, 2:44 p.m. EST", "Published: 25 de enero de 2017",
// "2017年1月25日", "۶ بهمن ۱۳۹۵", ISO 8601. `locale` ("en-GB", "de") decides the order of
// 10/12/2019; without it that date is not read. None where the text is not a date, has no year, or
// names a day that does not exist.
std::optional<Date> parse_date_text(std::string_view text, std::string_view locale = {});

}  // namespace dateline
