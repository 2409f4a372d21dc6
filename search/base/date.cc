#include "search/base/date.h"

#include <charconv>
#include <cstdlib>

namespace dateline {
namespace {

constexpr int kSecondsPerDay = 86400;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// Decimal digits, with leading zeros; not by snprintf, which took one instruction in twenty-five of
// a search with ten hits.
void append_digits(std::string& text, int number, std::size_t count) {
  text.append(count, '0');
  for (auto digit = text.rbegin(); number > 0 && count > 0; ++digit, --count, number /= 10)
    *digit = static_cast<char>('0' + number % 10);
}

// Reads `text` from the left; every member returns false and consumes nothing where it does not
// apply.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_number(std::size_t digits, int& value) {
    if (rest_.size() < digits) return false;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return false;
    }
    std::from_chars(rest_.data(), rest_.data() + digits, value);
    rest_.remove_prefix(digits);
    return true;
  }

  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

  void skip_digits() {
    while (at_digit()) rest_.remove_prefix(1);
  }

  void skip_spaces() {
    while (take(' ')) {
    }
  }

 private:
  std::string_view rest_;
};

// "Z", "+03:00", "+0300", "+03" or nothing.
bool take_zone(Scanner& in, Date& date) {
  in.skip_spaces();
  if (in.done()) return true;
  if (in.take('Z') || in.take('z')) {
    date.utc_offset = 0;
    return true;
  }
  const int sign = in.take('-') ? -1 : (in.take('+') ? 1 : 0);
  int hours = 0;
  int minutes = 0;
  if (sign == 0 || !in.take_number(2, hours)) return false;
  in.take(':');
  if (!in.done() && !in.take_number(2, minutes)) return false;
  if (hours > 18 || minutes > 59) return false;
  date.utc_offset = sign * (hours * 60 + minutes);
  return true;
}

// "14:44", "14:44:05", "14:44:05.25", "1444", "144405", then the zone.
bool take_time(Scanner& in, Date& date) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!in.take_number(2, hour)) return false;
  const bool colons = in.take(':');
  if (!in.take_number(2, minute)) return false;
  date.precision = Precision::minute;
  if (colons ? in.take(':') : in.at_digit()) {
    if (!in.take_number(2, second)) return false;
    date.precision = Precision::second;
    if (in.take('.') || in.take(',')) in.skip_digits();
  }
  if (second == 60) second = 59;  // a leap second is the last one that a day has here
  if (hour > 23 || minute > 59 || second > 59) return false;
  date.second = (hour * 60 + minute) * 60 + second;
  return take_zone(in, date);
}

}  // namespace

std::int32_t day_number(const Date& date) {
  const int year = date.month <= 2 ? date.year - 1 : date.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year =
      (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

std::int32_t last_day(const Date& date) {
  if (date.precision == Precision::year) return day_number({.year = date.year + 1}) - 1;
  if (date.precision == Precision::month)
    return day_number(date) + days_in_month(date.year, date.month) - 1;
  return day_number(date);
}

Date from_day_number(std::int32_t day) {
  const int shifted = day + 719468;
  const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = shifted - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_index = (5 * day_of_year + 2) / 153;
  Date date;
  date.day = day_of_year - (153 * month_index + 2) / 5 + 1;
  date.month = month_index < 10 ? month_index + 3 : month_index - 9;
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

std::int64_t instant(const Date& date) {
  return std::int64_t{day_number(date)} * kSecondsPerDay + date.second -
         std::int64_t{date.utc_offset.value_or(0)} * 60;
}

bool is_valid(const Date& date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month) && date.second >= 0 &&
         date.second < kSecondsPerDay;
}

std::string format_day(const Date& date) {
  std::string text;
  text.reserve(std::string_view("2017-01-25T10:00:00+01:00").size());  // as long as it can become
  append_digits(text, date.year, 4);
  if (date.precision == Precision::year) return text;
  append_digits(text += '-', date.month, 2);
  if (date.precision == Precision::month) return text;
  append_digits(text += '-', date.day, 2);
  return text;
}

std::string format_timestamp(const Date& date) {
  std::string text = format_day(date);
  if (date.precision < Precision::minute) return text;
  append_digits(text += 'T', date.second / 3600, 2);
  append_digits(text += ':', date.second / 60 % 60, 2);
  append_digits(text += ':', date.second % 60, 2);
  if (!date.utc_offset) return text;
  if (*date.utc_offset == 0) return text += 'Z';
  const int minutes = std::abs(*date.utc_offset);
  append_digits(text += *date.utc_offset < 0 ? '-' : '+', minutes / 60, 2);
  append_digits(text += ':', minutes % 60, 2);
  return text;
}

std::string format_seconds(std::int64_t seconds) {
  const std::int64_t of_day = (seconds % kSecondsPerDay + kSecondsPerDay) % kSecondsPerDay;
  Date date = from_day_number(static_cast<std::int32_t>((seconds - of_day) / kSecondsPerDay));
  date.second = static_cast<std::int32_t>(of_day);
  date.utc_offset = 0;
  date.precision = Precision::second;
  return format_timestamp(date);
}

std::optional<Date> parse_iso_date(std::string_view text) {
  Scanner in(text);
  Date date{.precision = Precision::year};
  if (!in.take_number(4, date.year)) return std::nullopt;
  if (!in.done()) {
    const bool dashes = in.take('-');
    if (!in.take_number(2, date.month)) return std::nullopt;
    date.precision = Precision::month;
    if (in.done() && !dashes) return std::nullopt;  // 201701 is a number, not a month
  }
  if (!in.done()) {
    in.take('-');
    if (!in.take_number(2, date.day)) return std::nullopt;
    date.precision = Precision::day;
  }
  if (!in.done()) {
    if (!in.take('T') && !in.take('t') && !in.take(' ')) return std::nullopt;
    if (!take_time(in, date)) return std::nullopt;
  }
  if (!in.done() || !is_valid(date)) return std::nullopt;
  return date;
}

}  // namespace dateline
