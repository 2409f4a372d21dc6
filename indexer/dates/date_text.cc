#include "indexer/dates/date_text.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>

#include "indexer/dates/date_names.h"
#include "indexer/dates/date_scanner.h"
#include "indexer/text/text_shape.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/text/normal_form.h"

namespace dateline {
namespace {

using DateExtent = DateScanner::Extent;

// "1397-12-14" has the form of ISO 8601, and the year of another calendar.
constexpr int kFirstIsoYear = 1600;

// Whether a text may have a digit in its normal form: digits of other scripts are beyond ASCII.
bool may_have_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return ascii::is_digit(c) || (c & 0x80) != 0; });
}

template <typename Value>
bool agree_on(const std::optional<Value>& a, const std::optional<Value>& b) {
  return !a || !b || *a == *b;
}

bool has_parts(const DateReading& reading) {
  const DateParts& parts = reading.parts;
  return parts.year || parts.month || parts.second || parts.undecided;
}

// Day and month of "10/12/2019" where `month` is the month.
DateParts decided(DateParts parts, int day, int month) {
  parts.undecided.reset();
  parts.day = day;
  parts.month = month;
  return parts;
}

// The day of another calendar; what is no whole day stands for parts of two months of ours.
std::optional<Date> day_of(const DateParts& parts) {
  if (!parts.year || !parts.month || !parts.day) return std::nullopt;
  return gregorian_day(parts.calendar, *parts.year, *parts.month, *parts.day);
}

std::optional<Date> with_time(Date date, const DateParts& parts) {
  if (!is_valid(date)) return std::nullopt;
  if (date.precision != Precision::day || !parts.second) return date;
  if (parts.end_of_day) date = from_day_number(day_number(date) + 1);
  date.second = *parts.second;
  date.utc_offset = parts.utc_offset;
  date.precision = parts.to_the_second ? Precision::second : Precision::minute;
  return date;
}

std::optional<Date> complete(const DateParts& parts) {
  if (!parts.year) return std::nullopt;
  if (parts.calendar != Calendar::gregorian) {
    const std::optional<Date> day = day_of(parts);
    return day ? with_time(*day, parts) : std::nullopt;
  }
  Date date{.year = *parts.year, .precision = Precision::year};
  if (parts.month) {
    date.month = *parts.month;
    date.precision = Precision::month;
  }
  if (parts.month && parts.day) {
    date.day = *parts.day;
    date.precision = Precision::day;
  }
  return with_time(date, parts);
}

// "10/12/2019" with a weekday that only one order agrees with.
std::optional<Date> decide_by_weekday(const DateParts& parts) {
  const auto [first, second] = *parts.undecided;
  const DateParts day_first = decided(parts, first, second);
  const DateParts month_first = decided(parts, second, first);
  const bool refuses_day_first = contradicts_weekday(day_first);
  if (refuses_day_first == contradicts_weekday(month_first)) return std::nullopt;
  return complete(refuses_day_first ? month_first : day_first);
}

// "en" of "en-GB".
std::string_view primary(std::string_view locale) {
  return locale.substr(0, locale.find_first_of("-_"));
}

// "2019.03.05 10:00 입력 2019.03.06 수정": where the last word of a text says what the date before
// it is, so do all.
std::vector<DateReading> with_roles_before(std::vector<DateReading> readings) {
  const bool is_behind = readings.size() > 1 && readings.front().role == DateRole::unsaid &&
                         has_parts(readings.front()) && !has_parts(readings.back());
  for (std::size_t i = 0; is_behind && i + 1 < readings.size(); ++i)
    readings[i].role = readings[i + 1].role;
  return readings;
}

// A date at the start of a text that is in NormalForm.
struct ReadPrefix {
  DateParts parts;
  DateRole role = DateRole::unsaid;
  std::size_t bytes = 0;
};

ReadPrefix read_prefix(std::string_view text, std::string_view language) {
  DateScanner scanner(text, language, DateExtent::prefix);
  ReadPrefix prefix;
  while (scanner.skip_separators() && scanner.take_token()) {
    if (scanner.readings().size() > 1) break;
    const DateParts& parts = scanner.readings().front().parts;
    if (parts == prefix.parts) continue;  // a word such as "the" may be the sentence's
    prefix.parts = parts;
    prefix.role = scanner.readings().front().role;
    prefix.bytes = scanner.position();
  }
  const bool named = prefix.parts.month || prefix.parts.year || prefix.parts.undecided;
  return named ? prefix : ReadPrefix{};
}

// Finds the whole days that stand among other words, and what the words before each say of it. The
// text has a digit.
class DateFinder {
 public:
  DateFinder(std::string_view text, std::string_view language)
      : text_(text), language_(language), last_digit_(text.find_last_of("0123456789")) {}

  std::vector<DateReading> run() {
    while (at_ < text_.size()) {
      if (!is_word_byte(at_)) {
        ++at_;
      } else if (!take_date()) {
        take_word();
      }
    }
    if (role_ == DateRole::unsaid) return std::move(readings_);
    readings_.push_back({.role = role_});
    std::vector<DateReading> found = with_roles_before(std::move(readings_));
    std::erase_if(found, [](const DateReading& reading) { return !has_parts(reading); });
    return found;
  }

 private:
  bool is_word_byte(std::size_t at) const {
    return ascii::is_letter_byte(text_[at]) || ascii::is_digit(text_[at]);
  }

  // Every day is written with a digit, so that no date begins behind the last one.
  bool take_date() {
    if (at_ > last_digit_) return false;
    const ReadPrefix prefix = read_prefix(text_.substr(at_), language_);
    const DateParts& parts = prefix.parts;
    if (!parts.year || (!parts.undecided && (!parts.month || !parts.day))) return false;
    readings_.push_back({parts, prefix.role == DateRole::unsaid ? role_ : prefix.role});
    role_ = DateRole::unsaid;
    at_ += prefix.bytes;
    return true;
  }

  // A word; in a script without spaces, up to the next digit.
  void take_word() {
    const std::size_t start = at_;
    const bool is_number = ascii::is_digit(text_[at_]);
    while (at_ < text_.size() && is_word_byte(at_) && ascii::is_digit(text_[at_]) == is_number)
      ++at_;
    const DateWord word = date_word(name_key(text_.substr(start, at_ - start)));
    if (word == DateWord::published) role_ = DateRole::published;
    if (word == DateWord::updated) role_ = DateRole::updated;
    // "March 5, 2019. Updated 3 hours ago": of the change it is not said when.
    if (is_number && !readings_.empty()) role_ = DateRole::unsaid;
  }

  std::string_view text_;
  std::string_view language_;
  std::size_t last_digit_;
  std::size_t at_ = 0;
  DateRole role_ = DateRole::unsaid;
  std::vector<DateReading> readings_;
};

// "20190305100000" and "D:20190305100000Z", as databases and PDF write a moment.
std::optional<Date> parse_digits_of_moment(std::string_view text) {
  constexpr std::size_t kDay = 8;
  constexpr std::size_t kSecond = 14;
  if (text.starts_with("D:")) text.remove_prefix(2);
  const bool are_digits =
      text.size() >= kSecond && std::all_of(text.begin(), text.begin() + kSecond, ascii::is_digit);
  if (!are_digits) return std::nullopt;
  std::string iso(text.substr(0, kDay));
  iso.append("T").append(text.substr(kDay));
  return parse_iso_date(iso);
}

}  // namespace

DayOrder day_order(std::string_view locale) {
  if (locale.empty() || locale.starts_with("und")) return DayOrder::unknown;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(
      icu::DateFormat::kShort, icu::Locale::createCanonical(std::string(locale).c_str())));
  const auto* const simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get());
  if (simple == nullptr || U_FAILURE(error)) return DayOrder::unknown;
  icu::UnicodeString pattern;
  simple->toPattern(pattern);
  // What writes the year first says nothing of 3/4/2025; the most of the world has the day first.
  const bool year_first = pattern.indexOf(u'y') < pattern.indexOf(u'd');
  return !year_first && pattern.indexOf(u'M') < pattern.indexOf(u'd') ? DayOrder::month_first
                                                                      : DayOrder::day_first;
}

bool agree(const DateParts& a, const DateParts& b) {
  return a.calendar == b.calendar && agree_on(a.year, b.year) && agree_on(a.month, b.month) &&
         agree_on(a.day, b.day) && agree_on(a.second, b.second) &&
         agree_on(a.utc_offset, b.utc_offset) && !a.undecided && !b.undecided;
}

DateParts merged(const DateParts& a, const DateParts& b) {
  DateParts result = a;
  if (!result.year) result.year = b.year;
  if (!result.month) result.calendar = b.calendar;
  if (!result.month) result.month = b.month;
  if (!result.day) result.day = b.day;
  if (!result.weekday) result.weekday = b.weekday;
  if (!result.second) {
    result.second = b.second;
    result.to_the_second = b.to_the_second;
  }
  if (!result.utc_offset) result.utc_offset = b.utc_offset;
  return result;
}

bool contradicts_weekday(const DateParts& parts) {
  if (!parts.weekday || !parts.year || !parts.month || !parts.day) return false;
  const std::optional<Date> date = complete(parts);
  constexpr int kThursday = 4;  // 1970-01-01
  return date && ((day_number(*date) + kThursday) % 7 + 7) % 7 != *parts.weekday;
}

std::optional<Date> to_date(const DateParts& parts, std::string_view locale) {
  if (!parts.undecided) return complete(parts);
  if (parts.weekday) return decide_by_weekday(parts);
  const DayOrder order = day_order(locale);
  if (order == DayOrder::unknown) return std::nullopt;
  const auto [first, second] = *parts.undecided;
  return complete(order == DayOrder::day_first ? decided(parts, first, second)
                                               : decided(parts, second, first));
}

std::vector<DateReading> read_date_line(std::string_view line, std::string_view language) {
  constexpr std::size_t kLongestDateLine = 200;  // bytes
  if (line.size() > kLongestDateLine || !may_have_digit(line)) return {};
  const NormalForm normal(line);
  if (!has_digit(normal.text())) return {};  // "Year" and "yesterday" alone are no date
  DateScanner scanner(normal.text(), primary(language), DateExtent::line);
  while (scanner.skip_separators()) {
    if (!scanner.take_token()) return {};
  }
  if (!scanner.saw_date() && !scanner.saw_relative()) return {};
  std::vector<DateReading> readings = scanner.readings();
  if (scanner.ends_with_role()) readings = with_roles_before(std::move(readings));
  std::erase_if(readings, [](const DateReading& reading) { return !has_parts(reading); });
  if (readings.empty()) readings.emplace_back();
  return readings;
}

DatePrefix read_date_prefix(std::string_view text, std::string_view language) {
  constexpr std::size_t kLongestDate = 80;  // bytes
  const NormalForm normal(utf8_prefix(text, kLongestDate));
  const ReadPrefix read = read_prefix(normal.text(), primary(language));
  return {read.parts, read.bytes == 0 ? 0 : normal.end_in_given(read.bytes)};
}

std::vector<DateReading> find_dates(std::string_view text, std::string_view language) {
  if (!may_have_digit(text)) return {};
  const NormalForm normal(text);
  if (!has_digit(normal.text())) return {};
  return DateFinder(normal.text(), primary(language)).run();
}

std::optional<Date> parse_date_text(std::string_view text, std::string_view locale) {
  text = trim_spaces(text);
  if (const auto date = parse_iso_date(text); date && date->year >= kFirstIsoYear) return date;
  if (const auto moment = parse_digits_of_moment(text)) return moment;
  const std::vector<DateReading> readings = read_date_line(text, locale);
  if (readings.empty()) return std::nullopt;
  DateParts parts = readings.front().parts;
  for (const DateReading& other : readings) {
    const bool same_date = other.role != DateRole::updated && agree(parts, other.parts);
    if (same_date) parts = merged(parts, other.parts);
  }
  return to_date(parts, locale);
}

}  // namespace dateline
