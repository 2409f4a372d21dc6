#include "indexer/formats/field_date.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/encoding.h"
#include "search/ascii.h"

namespace dateline {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// 1 to 12 for an English month or its abbreviation of at least three letters.
int month_number(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const std::string name = ascii::lower(word);
  if (name.size() < 3) return 0;
  if (name == "sept") return 9;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].starts_with(name)) return static_cast<int>(i) + 1;
  }
  return 0;
}

// Minutes from UTC of the zone names of RFC 822; none for others, which are not unique.
std::optional<int> zone_minutes(std::string_view word) {
  struct Zone {
    std::string_view name;
    int minutes;
  };
  constexpr std::array kZones = {Zone{"GMT", 0},    Zone{"UTC", 0},    Zone{"UT", 0},
                                 Zone{"Z", 0},      Zone{"EST", -300}, Zone{"EDT", -240},
                                 Zone{"CST", -360}, Zone{"CDT", -300}, Zone{"MST", -420},
                                 Zone{"MDT", -360}, Zone{"PST", -480}, Zone{"PDT", -420}};
  for (const Zone& zone : kZones) {
    if (zone.name == word) return zone.minutes;
  }
  return std::nullopt;
}

// Unix time in seconds (9 or 10 digits) or milliseconds (12 or 13).
std::optional<Date> from_unix_time(std::string_view text) {
  text = text.substr(0, text.find('.'));
  const bool milliseconds = text.size() == 12 || text.size() == 13;
  if (!milliseconds && text.size() != 9 && text.size() != 10) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  if (milliseconds) value /= 1000;
  Date date = from_day_number(static_cast<std::int32_t>(value / 86400));
  date.second = static_cast<std::int32_t>(value % 86400);
  date.utc_offset = 0;
  date.precision = Precision::second;
  return date;
}

// The parts of a written date, as they were found.
struct Parts {
  std::vector<int> numbers;  // of the day, the month and the year, in their order
  std::vector<std::size_t> digits;
  int month = 0;  // from its name
  std::optional<int> second;
  bool to_the_second = false;
  std::optional<int> utc_offset;
  bool foreign = false;  // something that is no part of a date
};

// Takes what matches from the front of the text, a kind at a time.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Parts read() {
    while (!rest_.empty()) take_part();
    return parts_;
  }

 private:
  std::string_view take_while(bool (*matches)(char)) {
    std::size_t size = 0;
    while (size < rest_.size() && matches(rest_[size])) ++size;
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  void take_part() {
    const char c = rest_.front();
    if (ascii::is_digit(c)) return take_number();
    if (ascii::is_letter(c)) return take_word(take_while(ascii::is_letter));
    if ((c == '+' || c == '-') && parts_.second && rest_.size() > 2 && ascii::is_digit(rest_[1]))
      return take_offset();
    if (std::string_view(" ,./-\t()|").find(c) == std::string_view::npos) parts_.foreign = true;
    rest_.remove_prefix(1);
  }

  void take_number() {
    const std::string_view digits = take_while(ascii::is_digit);
    if (!rest_.empty() && rest_.front() == ':' && digits.size() <= 2) return take_clock(digits);
    if (digits.size() > 4) parts_.foreign = true;
    parts_.numbers.push_back(number(digits.substr(0, 4)).value_or(0));
    parts_.digits.push_back(digits.size());
  }

  // "14:44", "14:44:05", "2:44 pm".
  void take_clock(std::string_view hour_digits) {
    rest_.remove_prefix(1);
    const int hour = number(hour_digits).value_or(99);
    const int minute = number(take_while(ascii::is_digit)).value_or(99);
    int second = 0;
    if (rest_.starts_with(':')) {
      rest_.remove_prefix(1);
      second = number(take_while(ascii::is_digit)).value_or(99);
      parts_.to_the_second = true;
      if (rest_.starts_with('.')) rest_.remove_prefix(1), take_while(ascii::is_digit);
    }
    if (hour > 23 || minute > 59 || second > 59 || parts_.second) parts_.foreign = true;
    parts_.second = (hour * 60 + minute) * 60 + second;
  }

  void take_offset() {
    const int sign = rest_.front() == '-' ? -1 : 1;
    rest_.remove_prefix(1);
    std::string digits(take_while(ascii::is_digit));
    if (rest_.starts_with(':')) rest_.remove_prefix(1), digits += take_while(ascii::is_digit);
    const int value = number(digits).value_or(9999);
    const int minutes = digits.size() <= 2 ? value * 60 : value / 100 * 60 + value % 100;
    if (minutes > 18 * 60) parts_.foreign = true;
    parts_.utc_offset = sign * minutes;
  }

  void take_word(std::string_view word) {
    if (const int month = month_number(word); month != 0 && parts_.month == 0) {
      parts_.month = month;
    } else if (const auto zone = zone_minutes(word); zone && parts_.second) {
      if (!parts_.utc_offset) parts_.utc_offset = zone;
    } else if (!take_half_day(word) && !is_filler(word)) {
      parts_.foreign = true;
    }
  }

  bool take_half_day(std::string_view word) {
    if (word.size() != 2 || ascii::lower(word[1]) != 'm' || !parts_.second) return false;
    const int hour = *parts_.second / 3600;
    if (hour == 0 || hour > 12) return false;
    if (ascii::lower(word[0]) == 'p' && hour < 12) *parts_.second += 12 * 3600;
    if (ascii::lower(word[0]) == 'a' && hour == 12) *parts_.second -= 12 * 3600;
    return ascii::lower(word[0]) == 'a' || ascii::lower(word[0]) == 'p';
  }

  // Names of days, "at", "st" of "1st", the T of ISO.
  static bool is_filler(std::string_view word) {
    constexpr std::array<std::string_view, 12> kWords = {"mon", "tue", "wed", "thu", "fri", "sat",
                                                         "sun", "at",  "st",  "nd",  "rd",  "th"};
    const std::string name = ascii::lower(word);
    for (const std::string_view known : kWords) {
      if (name == known || (known.size() == 3 && name.starts_with(known) && name.ends_with("day")))
        return true;
    }
    return name == "t" || name == "tues" || name == "thur" || name == "thurs" || name == "of";
  }

  std::string_view rest_;
  Parts parts_;
};

// RFC 850 writes two digits: 69 and later are of the last century, as strptime(3) has it.
int full_year(int year, std::size_t digits) {
  if (digits != 2) return year;
  return year + (year >= 69 ? 1900 : 2000);
}

std::optional<Date> with_month_name(const Parts& parts) {
  Date date{.month = parts.month};
  const auto& n = parts.numbers;
  if (n.size() == 1 && parts.digits[0] == 4) {
    date.year = n[0];
    date.precision = Precision::month;
    return date;
  }
  if (n.size() != 2) return std::nullopt;
  const bool year_first = parts.digits[0] == 4;
  date.year = year_first ? n[0] : full_year(n[1], parts.digits[1]);
  date.day = year_first ? n[1] : n[0];
  return date;
}

std::optional<Date> with_month_number(const Parts& parts, bool dots) {
  const auto& n = parts.numbers;
  if (n.size() != 3) return std::nullopt;
  if (parts.digits[0] == 4) return Date{.year = n[0], .month = n[1], .day = n[2]};
  if (parts.digits[2] != 4) return std::nullopt;
  if (n[0] > 12 || dots || n[0] == n[1]) return Date{.year = n[2], .month = n[1], .day = n[0]};
  if (n[1] > 12) return Date{.year = n[2], .month = n[0], .day = n[1]};
  return std::nullopt;
}

}  // namespace

std::optional<Date> parse_field_date(std::string_view text) {
  constexpr std::size_t kLongestDate = 64;
  text = trim(text);
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  if (const auto iso = parse_iso_date(text)) return iso;
  if (const auto unix_time = from_unix_time(text)) return unix_time;
  const Parts parts = Reader(text).read();
  if (parts.foreign) return std::nullopt;
  const bool dots = text.find('.') != std::string_view::npos;
  std::optional<Date> date =
      parts.month != 0 ? with_month_name(parts) : with_month_number(parts, dots);
  if (!date || !is_valid(*date)) return std::nullopt;
  if (parts.second && date->precision == Precision::day) {
    date->second = *parts.second;
    date->utc_offset = parts.utc_offset;
    date->precision = parts.to_the_second ? Precision::second : Precision::minute;
  }
  return date;
}

}  // namespace dateline
