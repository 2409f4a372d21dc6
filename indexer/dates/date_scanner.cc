#include "indexer/dates/date_scanner.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "indexer/dates/date_names.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

constexpr int kFirstWrittenYear = 1600;  // no news article is older
constexpr int kLastWrittenYear = 2199;

bool is_plausible_year(int year) { return year >= kFirstWrittenYear && year <= kLastWrittenYear; }

// 2562 of Thailand's calendar is 2019.
constexpr int kYearsBeforeOurs = 543;

bool is_thai_year(int year) {
  return year > kLastWrittenYear && is_plausible_year(year - kYearsBeforeOurs);
}

int common_year(int year) { return is_thai_year(year) ? year - kYearsBeforeOurs : year; }

// 1397 of the Persian calendar, 1440 of the Islamic one.
bool is_solar_or_lunar_year(int year) { return year >= 1250 && year <= 1500; }

// Which of the two counts a year, where no month says so.
Calendar calendar_of(int year, std::string_view language) {
  constexpr int kLikelyLunar = 1410;  // a Persian year that is yet to come
  if (!is_solar_or_lunar_year(year)) return Calendar::gregorian;
  return language == "ar" || year > kLikelyLunar ? Calendar::islamic : Calendar::persian;
}

int full_year(int two_digits) {
  constexpr int kFirstOfLastCentury = 69;  // as strptime(3) has it
  return two_digits + (two_digits >= kFirstOfLastCentury ? 1900 : 2000);
}

bool is_day_and_month(int day, int month) {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_beyond_ascii(char c) { return (c & 0x80) != 0; }

// The bytes of a sign beyond ASCII that stands between words, as letters do not; 0 for none.
std::size_t wide_separator(std::string_view text) {
  constexpr std::u32string_view kSigns =
      U"–—−•·⋅∙・’،、，。；：।｜／（）【】「」《》«»●▪►־"
      U"\u00A0\u2009\u200B\u200E\u200F\u202A\u202B\u202C\u202F\u2066\u2067\u2068\u2069\u3000\uFEFF";
  if (text.empty() || !is_beyond_ascii(text.front())) return 0;
  const CodePoint sign = decode_at(text, 0);
  return kSigns.find(sign.value) == std::u32string_view::npos ? 0 : sign.bytes;
}

}  // namespace

bool DateScanner::skip_separators() {
  while (at_ < text_.size() && take_separator()) {
  }
  return at_ < text_.size();
}

bool DateScanner::take_token() {
  const std::size_t start = at_;
  ends_with_role_ = false;
  const bool taken = ascii::is_digit(text_[at_]) ? take_numeric() : take_word_token();
  if (!taken) at_ = start;
  return taken;
}

bool DateScanner::take_separator() {
  constexpr std::string_view kAscii = " ,.;:|/()[]@-\t";
  if (const std::size_t wide = wide_separator(rest()); wide > 0) {
    at_ += wide;
    return true;
  }
  const char c = text_[at_];
  const bool is_offset = c == '-' && ascii::is_digit(peek(1)) && parts().second;
  if (is_offset || is_beyond_ascii(c) || kAscii.find(c) == std::string_view::npos) return false;
  ++at_;
  return true;
}

bool DateScanner::take(std::string_view wanted) {
  if (!rest().starts_with(wanted)) return false;
  at_ += wanted.size();
  return true;
}

bool DateScanner::take_any(std::initializer_list<std::string_view> wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view each) { return take(each); });
}

void DateScanner::skip_spaces() {
  while (peek() == ' ' || rest().starts_with("\u00A0") || rest().starts_with("\u202F"))
    at_ += peek() == ' ' ? 1 : rest().starts_with("\u00A0") ? 2 : 3;
}

// ---- words ----

bool DateScanner::is_word_byte(std::size_t start) const {
  if (wide_separator(rest()) > 0) return false;
  const char c = peek();
  if (ascii::is_letter_byte(c)) return true;
  if (at_ == start || !ascii::is_letter_byte(peek(1))) return false;
  // The stops of "a.m", "มี.ค", "π.μ" stand inside a word; those of "Jan.25" end it.
  const bool inner_stop =
      c == '.' &&
      ((peek(1) | 32) == 'm' || (is_beyond_ascii(peek(1)) && is_beyond_ascii(text_[at_ - 1])));
  return inner_stop || c == '\'' || c == '-';
}

// A word's key; moves on over it and the full stop behind it.
std::string DateScanner::take_word() {
  const std::size_t start = at_;
  while (at_ < text_.size() && is_word_byte(start)) ++at_;
  const std::size_t end = at_;
  if (peek() == '.' && end > start) ++at_;
  std::string key = name_key(text_.substr(start, end - start));
  if (key.empty() || is_known(key)) return key;
  std::string beginning = take_known_beginning(start, end);
  return beginning.empty() ? key : beginning;
}

bool DateScanner::is_known(const std::string& key) const {
  return date_word(key) != DateWord::none || month_of(key, language_) ||
         weekday_of(key, language_) || zone_of(key) || half_day_of(key) || year_before_era(key) ||
         words_in_name_from(key) > 0;
}

// Of a word that nobody knows whole; empty where its beginning is not known either: "d" of
// "d'abril"; "発行" of "発行日時" and "วันอังคาร" of "วันอังคารที่", whose scripts do not part words;
// "מרץ" of "במרץ".
std::string DateScanner::take_known_beginning(std::size_t start, std::size_t end) {
  const std::string_view word = text_.substr(start, end - start);
  if (const std::size_t mark = word.find_first_of("'-"); mark != std::string_view::npos) {
    std::string key = name_key(word.substr(0, mark));
    if (is_known(key)) {
      at_ = start + mark + 1;
      return key;
    }
  }
  constexpr std::string_view kHebrewIn = "ב";
  if (word.starts_with(kHebrewIn)) {
    std::string key = name_key(word.substr(kHebrewIn.size()));
    if (is_known(key)) return key;
  }
  const CodePoint first = decode_at(word, 0);
  if (first.value < 0x80 || char_class(first.value) != CharClass::single) return {};
  constexpr std::size_t kLongest = 60;  // bytes
  for (std::size_t size = std::min(word.size(), kLongest); size > 0; --size) {
    if (size < word.size() && (word[size] & 0xC0) == 0x80) continue;  // inside a character
    std::string key = name_key(word.substr(0, size));
    if (key.empty() || !is_known(key)) continue;
    at_ = start + size;
    return key;
  }
  return {};
}

// A word, with those behind it that make one name: "tháng 3", "יום שלישי".
std::string DateScanner::take_name() {
  std::string key = take_word();
  const std::size_t words = words_in_name_from(key);
  std::size_t end = at_;
  std::string longer = key;
  for (std::size_t i = 1; i < words; ++i) {
    skip_spaces();
    if (ascii::is_digit(peek())) {
      longer += " " + std::to_string(take_number().value);
    } else {
      const std::size_t start = at_;
      while (at_ < text_.size() && is_word_byte(start)) ++at_;
      longer += " " + name_key(text_.substr(start, at_ - start));
    }
    if (!month_of(longer, language_) && !weekday_of(longer, language_)) continue;
    key = longer;
    end = at_;
  }
  at_ = end;
  return key;
}

// The word at the current position, without moving.
std::string DateScanner::next_word() const {
  DateScanner ahead(rest(), language_, extent_);
  ahead.skip_spaces();
  return ascii::is_letter_byte(ahead.peek()) ? ahead.take_word() : std::string();
}

bool DateScanner::take_word_token() {
  const char c = peek();
  if ((c == '+' || c == '-') && ascii::is_digit(peek(1))) return parts().second && take_offset(0);
  if (!ascii::is_letter_byte(c)) return false;
  return take_known(take_name());
}

bool DateScanner::take_known(const std::string& key) {
  // The T of "2017-01-25T14:44" in forms that ISO does not know.
  if (key == "t" && ascii::is_digit(peek())) return true;
  const std::optional<WeekdayName> weekday = weekday_of(key, language_);
  if (const auto month = month_of(key, language_)) {
    const bool is_second = parts().month && !parts().year && !month_may_be_weekday_;
    if (is_second && weekday) return set_weekday(weekday->number);
    if (!set_month(month->number, month->calendar)) return false;
    month_may_be_weekday_ = weekday.has_value() && !parts().day;
    return true;
  }
  if (const auto year_before = year_before_era(key)) return take_era_year(*year_before);
  if (const auto zone = zone_of(key); zone && parts().second) return set_zone(*zone);
  if (const auto half = half_day_of(key); half && key != "am") {
    afternoon_ = *half == HalfDay::afternoon;
    return true;
  }
  const DateWord word = date_word(key);
  if (word != DateWord::none) return take_other(word);
  if (key == "am") return true;
  return weekday && set_weekday(weekday->number);
}

bool DateScanner::take_other(DateWord word) {
  switch (word) {
    case DateWord::published:
      return set_role(DateRole::published);
    case DateWord::updated:
      return set_role(DateRole::updated);
    case DateWord::relative:
      saw_relative_ = true;
      return true;
    default:
      return true;
  }
}

// "令和元年", "平成31年", behind the era.
bool DateScanner::take_era_year(int year_before) {
  skip_spaces();
  const int year = take("元") ? 1 : take_number().value;
  return year > 0 && take("年") && set_year(year_before + year);
}

// ---- numbers ----

DateScanner::Number DateScanner::take_number() {
  Number number;
  const std::size_t start = at_;
  while (ascii::is_digit(peek())) ++at_;
  number.digits = at_ - start;
  if (number.digits > 0 && number.digits <= 8) {
    std::from_chars(text_.data() + start, text_.data() + at_, number.value);
  }
  return number;
}

bool DateScanner::take_numeric() {
  Number first = take_number();
  if (first.digits > 8) return false;
  if ((first.digits == 5 || first.digits == 6) && peek() == ':') {  // "January 25, 20172:44 PM"
    at_ -= first.digits - 4;
    first.value /= first.digits == 5 ? 10 : 100;
    first.digits = 4;
  }
  if (first.digits == 8) return take_compact(first.value);
  if (take_counted(first.value)) return true;
  if (first.digits == 4 && date_separator() != '\0') {
    const std::size_t start = at_;
    const bool is_tight = peek() == '-' || peek() == '/';
    if (take_year_first(first)) return true;
    if (is_tight) return false;  // "2017-13-01", but not "2019. 5. marts" or "2017 / 2:44 PM"
    at_ = start;
  }
  if (first.digits <= 2 && take_clock(first)) return true;
  if (first.digits <= 2 && date_separator() != '\0') {
    const std::size_t start = at_;
    if (take_numeric_triple(first)) return true;
    at_ = start;
  }
  if (first.digits <= 2) return take_short_year(first) || take_day(first);
  return first.digits == 4 && take_four_digits(first.value);
}

// What a sign behind a number makes of it: "2019年", "3월", "5日", "10時".
bool DateScanner::take_counted(int value) {
  const std::size_t start = at_;
  skip_spaces();
  if (take_any({"年", "년"})) return set_year(common_year(value));
  if (take_any({"月", "월"})) return set_month(value, Calendar::gregorian);
  if (take_any({"日", "일", "号", "號"})) return set_day(value);
  if (take_any({"時", "时", "시", "點", "点"})) {
    const bool half = take("半");
    skip_spaces();
    const Number minute = take_number();
    skip_spaces();
    take_any({"分", "분"});
    skip_spaces();
    const std::size_t before_second = at_;
    const Number second = take_number();
    const bool has_second = second.digits > 0 && take_any({"秒", "초"});
    if (!has_second) at_ = before_second;
    return finish_clock({.hour = value,
                         .minute = half ? 30 : minute.value,
                         .second = has_second ? second.value : 0,
                         .written = true,
                         .to_the_second = has_second});
  }
  at_ = start;
  return false;
}

bool DateScanner::take_compact(int value) {
  const int year = common_year(value / 10000);
  return is_plausible_year(year) && set_day_month_year(value % 100, value / 100 % 100, year);
}

// The sign that parts the numbers of a date where a number follows: "25.01.", "5. 3.", "05 / 03".
char DateScanner::date_separator() const {
  std::size_t at = at_;
  while (at < text_.size() && text_[at] == ' ') ++at;
  if (at >= text_.size()) return '\0';
  const char separator = text_[at];
  const bool spaced = at > at_;
  if (separator != '/' && (spaced || (separator != '-' && separator != '.'))) return '\0';
  ++at;
  while (separator != '-' && at < text_.size() && text_[at] == ' ') ++at;
  return at < text_.size() && ascii::is_digit(text_[at]) ? separator : '\0';
}

bool DateScanner::take_date_separator(char separator) {
  if (date_separator() != separator) return false;
  skip_spaces();
  ++at_;
  skip_spaces();
  return true;
}

bool DateScanner::take_year_first(const Number& year) {
  const char separator = date_separator();
  take_date_separator(separator);
  const Number month = take_number();
  if (month.digits > 2 || !take_date_separator(separator)) return false;
  const Number day = take_number();
  if (day.digits > 2) return false;
  if (separator == '.' && peek() == '.' && !ascii::is_digit(peek(1))) ++at_;  // "2019. 3. 5."
  if ((peek() == 'T' || peek() == 't') && ascii::is_digit(peek(1))) ++at_;
  return set_day_month_year(day.value, month.value, common_year(year.value));
}

// "25.01.2017", "01/25/2017", "25-01-17", "5. 3. 2019", "25.01.", after the first number.
bool DateScanner::take_numeric_triple(const Number& first) {
  const char separator = date_separator();
  take_date_separator(separator);
  const Number second = take_number();
  if (second.digits > 2) return false;
  if (!take_date_separator(separator)) {
    const bool is_day = separator == '.' && peek() == '.' && !parts().day &&
                        is_day_and_month(first.value, second.value);
    if (!is_day) return false;
    saw_date_ = true;
    parts().day = first.value;
    parts().month = second.value;
    return true;
  }
  const Number year = take_number();
  if (year.digits != 2 && year.digits != 4) return false;
  if (is_thai_year(year.value))
    return set_day_month_year(first.value, second.value, common_year(year.value));
  return set_triple(first.value, second.value, separator,
                    year.digits == 2 ? full_year(year.value) : year.value);
}

// The year of "5 Mar 19" and "06-Nov-94": of two digits, behind a month behind its day.
bool DateScanner::take_short_year(const Number& number) {
  const DateParts& now = parts();
  const bool follows_month = now.day && now.month && !now.year && !now.second;
  if (extent_ != Extent::line || number.digits != 2 || !follows_month) return false;
  if (ascii::is_letter_byte(peek())) return false;
  return set_year(full_year(number.value));
}

bool DateScanner::take_day(const Number& number) {
  const std::size_t start = at_;
  const std::string suffix = ascii::is_letter_byte(peek()) ? take_word() : std::string();
  constexpr std::array kOrdinals = {"st", "nd", "rd", "th", "er", "o",  "a",
                                    "го", "re", "a",  "an", "e",  "ος", "η"};
  const bool is_ordinal = std::find(kOrdinals.begin(), kOrdinals.end(), suffix) != kOrdinals.end();
  if (!is_ordinal) at_ = start;
  if (suffix.empty() || at_ == start) {
    const std::string word = next_word();
    const DateWord next = date_word(word);
    const bool is_length = next == DateWord::relative || next == DateWord::unit;
    if (is_length && !month_of(word, language_)) return true;
    // "5มีนาคม" needs no space; "5G" is no day.
    if (ascii::is_letter(peek()) && !month_of(suffix, language_)) return false;
  }
  return set_day(number.value);
}

// A year, or a time as in "1444 GMT".
bool DateScanner::take_four_digits(int value) {
  const std::string word = next_word();
  const bool time_follows = zone_of(word).has_value() || date_word(word) == DateWord::hour;
  if (time_follows && (parts().year || !is_plausible_year(value)) && value % 100 < 60) {
    return set_time(value / 100, value % 100, 0);
  }
  const bool is_of_calendar = parts().month && parts().calendar != Calendar::gregorian &&
                              (is_solar_or_lunar_year(value) || is_plausible_year(value));
  const int year = is_of_calendar ? value : common_year(value);
  return (is_of_calendar || is_plausible_year(year)) && set_year(year);
}

// ---- clocks ----

// "14:44", "14:44:05", "21:6", "14h44", "14 h 44", "14 Uhr", "14.44 Uhr", "2 pm", after the hour.
bool DateScanner::take_clock(const Number& hour) {
  const std::size_t start = at_;
  if (take_clock_from(hour)) return true;
  at_ = start;
  return false;
}

bool DateScanner::take_clock_from(const Number& hour) {
  Clock clock{.hour = hour.value};
  clock.dotted =
      peek() == '.' && ascii::is_digit(peek(1)) && !ascii::is_digit(peek(3)) && peek(3) != '.';
  if ((peek() != ':' && !clock.dotted) || !ascii::is_digit(peek(1))) return finish_clock(clock);
  const bool has_colon = peek() == ':';
  ++at_;
  const Number number = take_number();
  if (number.digits > 2) return false;
  clock.dotted = clock.dotted && number.digits == 2;
  clock.minute = number.value;
  clock.written = has_colon;
  if (clock.dotted || peek() != ':' || !ascii::is_digit(peek(1))) return finish_clock(clock);
  ++at_;
  clock.second = take_number().value;
  clock.to_the_second = true;
  if ((peek() == '.' || peek() == ',' || peek() == ':') && ascii::is_digit(peek(1))) {
    ++at_;
    take_number();
  }
  return finish_clock(clock);
}

// Whether "am", "p.m." or "a. m." stands here, moved over.
std::optional<bool> DateScanner::take_afternoon() {
  const std::size_t start = at_;
  skip_spaces();
  const std::size_t word_start = at_;
  std::string word = ascii::is_letter_byte(peek()) ? take_word() : std::string();
  if (word == "a" || word == "p") {
    skip_spaces();
    word += peek() == 'm' || peek() == 'M' ? take_word() : std::string();
  }
  // "5. März 2019 am": of the German word a number of two signs does not follow.
  const auto half = at_ > word_start ? half_day_of(word) : std::nullopt;
  if (!half) at_ = start;
  return half ? std::optional(*half == HalfDay::afternoon) : std::nullopt;
}

bool DateScanner::finish_clock(Clock clock) {
  auto& [hour, minute, second, written, dotted, to_the_second] = clock;
  const bool is_of_twelve = hour <= 12;
  std::optional<bool> afternoon = is_of_twelve ? take_afternoon() : std::nullopt;
  written = written || afternoon.has_value();
  if (!afternoon && written) afternoon = afternoon_;
  if (afternoon && is_of_twelve) hour = hour % 12 + (*afternoon ? 12 : 0);
  const std::string word = next_word();
  if (date_word(word) == DateWord::hour && !is_duration()) {
    skip_spaces();
    take_word();
    if (!written && word == "h" && minute == 0) minute = take_minute();
    written = true;
  }
  // "12.30 BST", "klo 10.00": a dotted time needs a sign that it is one.
  const bool follows_date = extent_ == Extent::line && parts().year.has_value();
  written = written || (dotted && (zone_of(word).has_value() || follows_date));
  if (!written || !set_time(hour, minute, second)) return false;
  afternoon_.reset();
  parts().to_the_second = to_the_second;
  return true;
}

// "3 hours ago" is no time of the day.
bool DateScanner::is_duration() const { return rest().find(" ago") != std::string_view::npos; }

// The minutes of "14h44" and "14 h 44".
int DateScanner::take_minute() {
  const std::size_t start = at_;
  skip_spaces();
  if (ascii::is_digit(peek()) && ascii::is_digit(peek(1)) && !ascii::is_digit(peek(2)))
    return take_number().value;
  at_ = start;
  return 0;
}

// ---- parts ----

// Begins another reading where the current one has that part already.
void DateScanner::begin_reading_if(bool taken, DateRole role) {
  if (taken) readings_.push_back({.role = role});
}

bool DateScanner::set_year(int year) {
  begin_reading_if(parts().year.has_value());
  parts().year = year;
  if (!parts().month && is_solar_or_lunar_year(year))
    parts().calendar = calendar_of(year, language_);
  saw_date_ = true;
  return true;
}

bool DateScanner::set_month(int month, Calendar calendar) {
  if (month < 1 || month > 12) return false;
  begin_reading_if(parts().month.has_value() && parts().year.has_value());
  // "5 آذار/مارس 2019" has the month by two of its names.
  const bool is_same = parts().month == month && parts().calendar == calendar;
  if (parts().month && !month_may_be_weekday_ && !is_same) return false;
  month_may_be_weekday_ = false;
  parts().month = month;
  parts().calendar = calendar;
  saw_date_ = true;
  return true;
}

bool DateScanner::set_day(int day) {
  if (day < 1 || day > 31) return false;
  begin_reading_if(parts().day.has_value() && parts().year.has_value());
  if (parts().day) return false;
  parts().day = day;
  return true;
}

bool DateScanner::set_day_month_year(int day, int month, int year) {
  const Calendar calendar = calendar_of(year, language_);
  if (!is_day_and_month(day, month)) return false;
  if (!is_plausible_year(year) && calendar == Calendar::gregorian) return false;
  begin_reading_if(parts().day.has_value() || parts().undecided.has_value());
  parts().day = day;
  parts().month = month;
  parts().year = year;
  parts().calendar = calendar;
  saw_date_ = true;
  return true;
}

bool DateScanner::set_triple(int first, int second, char separator, int year) {
  if (separator == '.' || first > 12 || first == second || is_solar_or_lunar_year(year))
    return set_day_month_year(first, second, year);
  if (second > 12) return set_day_month_year(second, first, year);
  if (!is_plausible_year(year)) return false;
  begin_reading_if(parts().day.has_value() || parts().undecided.has_value());
  parts().year = year;
  parts().undecided = {first, second};
  saw_date_ = true;
  return first >= 1 && second >= 1;
}

bool DateScanner::set_time(int hour, int minute, int second) {
  if (hour == 24 && minute == 0 && second == 0) hour = 0, parts().end_of_day = true;
  if (hour > 23 || minute > 59 || second > 60) return false;
  if (parts().second) return true;  // the same moment by another clock: "1444 GMT (2244 HKT)"
  parts().second = (hour * 60 + minute) * 60 + std::min(second, 59);
  saw_date_ = true;
  return true;
}

bool DateScanner::set_weekday(std::optional<int> weekday) {
  begin_reading_if(parts().weekday.has_value() && parts().year.has_value());
  if (!weekday) return true;
  if (parts().weekday) return false;
  parts().weekday = weekday;
  return true;
}

bool DateScanner::set_zone(const ZoneWord& zone) {
  const std::size_t start = at_;
  skip_spaces();
  if ((peek() == '+' || peek() == '-') && ascii::is_digit(peek(1)) && zone.minutes == 0) {
    return take_offset(0);
  }
  at_ = start;
  if (zone.minutes && !parts().utc_offset) parts().utc_offset = zone.minutes;
  return true;
}

// "+3", "+03", "+0300", "+03:00", "+5:30"; then a zone's name in brackets, as JavaScript adds it.
bool DateScanner::take_offset(int base) {
  const int sign = peek() == '-' ? -1 : 1;
  ++at_;
  const Number hours = take_number();
  int minutes = hours.digits > 2 ? hours.value % 100 : 0;
  if (hours.digits <= 2 && peek() == ':' && ascii::is_digit(peek(1))) {
    ++at_;
    minutes = take_number().value;
  }
  const int whole = hours.digits > 2 ? hours.value / 100 : hours.value;
  if (whole > 14 || minutes > 59) return false;
  parts().utc_offset = base + sign * (whole * 60 + minutes);
  if (rest().starts_with(" (")) {
    const std::size_t close = text_.find(')', at_);
    if (close != std::string_view::npos) at_ = close + 1;
  }
  return true;
}

bool DateScanner::set_role(DateRole role) {
  const DateParts& now = parts();
  const bool has_parts = now.year || now.month || now.second || now.undecided;
  begin_reading_if(has_parts, role);
  readings_.back().role = role;
  ends_with_role_ = true;
  return true;
}

}  // namespace dateline
