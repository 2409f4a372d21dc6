#include "indexer/date_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "indexer/date_words.h"
#include "indexer/text_shape.h"
#include "search/ascii.h"

namespace dateline {
namespace {

constexpr int kFirstYear = 1600;  // older years do not stand in the date line of a news article
constexpr int kLastYear = 2199;

struct Number {
  int value = 0;
  std::size_t digits = 0;
};

// Reads dates token by token. `take_token` moves on only over what belongs to a date.
class DateScanner {
 public:
  explicit DateScanner(std::string_view text) : text_(text) { readings_.emplace_back(); }

  std::size_t position() const { return at_; }
  const std::vector<DateReading>& readings() const { return readings_; }
  bool saw_date() const { return saw_date_; }
  bool saw_relative() const { return saw_relative_; }

  // Skips what stands between the parts of a date, and returns whether text is left.
  bool skip_separators() {
    while (at_ < text_.size() && take_separator()) {
    }
    return at_ < text_.size();
  }

  bool take_token() {
    const std::size_t start = at_;
    const bool taken = ascii::is_digit(text_[at_]) ? take_numeric() : take_sign_or_word();
    if (!taken) at_ = start;
    return taken;
  }

 private:
  DateParts& parts() { return readings_.back().parts; }

  bool take_separator() {
    constexpr std::string_view kAscii = " ,.;:|/()[]-•·";
    for (const std::string_view wide : {"–", "—", "•", "·", "’"}) {
      if (text_.substr(at_).starts_with(wide)) {
        at_ += wide.size();
        return true;
      }
    }
    const char c = text_[at_];
    if ((c == '-' && at_ + 1 < text_.size() && ascii::is_digit(text_[at_ + 1]) && parts().second) ||
        (c & 0x80) != 0 || kAscii.find(c) == std::string_view::npos) {
      return false;
    }
    ++at_;
    return true;
  }

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool take(std::string_view wanted) {
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  Number take_number() {
    Number number;
    const std::size_t start = at_;
    while (ascii::is_digit(peek())) ++at_;
    number.digits = at_ - start;
    if (number.digits > 0 && number.digits <= 8) {
      std::from_chars(text_.data() + start, text_.data() + at_, number.value);
    }
    return number;
  }

  // A word folded, without its full stop; moves on over it. "a.m." keeps its inner stop.
  std::string take_word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_word_byte()) ++at_;
    std::string word = fold_case(text_.substr(start, at_ - start));
    if (peek() == '.' && !word.empty()) ++at_;
    if (word.ends_with('.')) word.pop_back();
    return word;
  }

  bool is_word_byte() const {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("–") || rest.starts_with("—") || rest.starts_with("•") ||
        rest.starts_with("·")) {
      return false;
    }
    if (ascii::is_letter_byte(rest.front())) return true;
    const bool letter_next = rest.size() > 1 && ascii::is_letter_byte(rest[1]);
    const bool inner_stop = rest.front() == '.' && letter_next && at_ > 0 && (rest[1] | 32) == 'm';
    return inner_stop || ((rest.front() == '\'' || rest.front() == '-') && letter_next && at_ > 0);
  }

  // The word at the current position, without moving.
  std::string next_word() const {
    DateScanner ahead(text_.substr(at_));
    while (ahead.peek() == ' ') ++ahead.at_;
    return ascii::is_letter_byte(ahead.peek()) ? ahead.take_word() : std::string();
  }

  // Begins another reading where the current one has that part already.
  void begin_reading_if(bool taken, DateRole role = DateRole::unsaid) {
    if (!taken) return;
    readings_.push_back({.role = role});
  }

  bool set_day_month_year(int day, int month, int year) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    begin_reading_if(parts().day.has_value() || parts().undecided.has_value());
    parts().day = day;
    parts().month = month;
    parts().year = year;
    saw_date_ = true;
    return true;
  }

  bool set_time(int hour, int minute, int second) {
    if (hour > 23 || minute > 59 || second > 60) return false;
    if (parts().second) return true;  // the same moment by another clock: "1444 GMT (2244 HKT)"
    parts().second = (hour * 60 + minute) * 60 + std::min(second, 59);
    saw_date_ = true;
    return true;
  }

  bool take_numeric() {
    Number first = take_number();
    if (first.digits > 8) return false;
    if ((first.digits == 5 || first.digits == 6) && peek() == ':') {  // "January 25, 20172:44 PM"
      at_ -= first.digits - 4;
      first.value /= first.digits == 5 ? 10 : 100;
      first.digits = 4;
    }
    if (first.digits == 8) return set_compact(first.value);
    if (take("年")) return take_cjk(first.value);
    if (first.digits == 4 && is_date_separator() && ascii::is_digit(peek(1))) {
      return take_year_first(first.value);
    }
    if (first.digits <= 2 && take_clock(first)) return true;
    if (first.digits <= 2 && is_date_separator() && ascii::is_digit(peek(1))) {
      return take_numeric_triple(first);
    }
    if (first.digits <= 2) return take_day(first.value);
    return first.digits == 4 && take_four_digits(first.value);
  }

  bool is_date_separator() const { return peek() == '-' || peek() == '/' || peek() == '.'; }

  bool set_compact(int value) {
    return plausible_year(value / 10000) &&
           set_day_month_year(value % 100, value / 100 % 100, value / 10000);
  }

  // 2017年1月25日, after the year.
  bool take_cjk(int year) {
    const int month = take_number().value;
    if (!take("月")) return false;
    const int day = take_number().value;
    take("日");
    return set_day_month_year(day, month, year);
  }

  static bool plausible_year(int year) { return year >= kFirstYear && year <= kLastYear; }

  bool take_year_first(int year) {
    const char separator = peek();
    ++at_;
    const Number month = take_number();
    if (!plausible_year(year) || month.digits > 2 || peek() != separator) return false;
    ++at_;
    const Number day = take_number();
    if (day.digits > 2) return false;
    if ((peek() == 'T' || peek() == 't') && ascii::is_digit(peek(1))) ++at_;
    return set_day_month_year(day.value, month.value, year);
  }

  // "14:44", "14:44:05", "21:6", "14h44", "14 h 44", "14 Uhr", "14.44 Uhr", "2 pm", after the hour.
  bool take_clock(const Number& hour) {
    const std::size_t start = at_;
    if (take_clock_from(hour)) return true;
    at_ = start;
    return false;
  }

  bool take_clock_from(const Number& hour) {
    int minute = 0;
    int second = 0;
    bool written = false;
    bool to_the_second = false;
    const bool dotted =
        peek() == '.' && ascii::is_digit(peek(1)) && !ascii::is_digit(peek(3)) && peek(3) != '.';
    if ((peek() == ':' || dotted) && ascii::is_digit(peek(1))) {
      ++at_;
      const Number number = take_number();
      if (number.digits > 2) return false;
      minute = number.value;
      written = !dotted;
      if (!dotted && peek() == ':' && ascii::is_digit(peek(1))) {
        ++at_;
        second = take_number().value;
        to_the_second = true;
        if ((peek() == '.' || peek() == ',') && ascii::is_digit(peek(1))) {
          ++at_;
          take_number();
        }
      }
    }
    return finish_clock({hour.value, minute, second, written, dotted, to_the_second});
  }

  struct Clock {
    int hour = 0;
    int minute = 0;
    int second = 0;
    bool written = false;  // with a colon: surely a time
    bool dotted = false;   // "14.44": a time only with a word that says so
    bool to_the_second = false;
  };

  bool finish_clock(Clock clock) {
    auto& [hour, minute, second, written, dotted, to_the_second] = clock;
    const std::string word = next_word();
    switch (date_word(word)) {
      case DateWord::morning:
      case DateWord::afternoon:
        if (hour < 1 || hour > 12) break;
        hour = hour % 12 + (date_word(word) == DateWord::afternoon ? 12 : 0);
        skip_spaces();
        take_word();
        written = true;
        break;
      case DateWord::hour:
        if (is_duration()) break;
        skip_spaces();
        take_word();
        if (!written && word == "h" && minute == 0) minute = take_minute();
        written = true;
        break;
      default:
        // "12.30 BST"; a dotted time needs a sign that it is one.
        written = written || (dotted && zone_of(word).has_value());
        break;
    }
    if (!written || !set_time(hour, minute, second)) return false;
    parts().to_the_second = to_the_second;
    return true;
  }

  // "3 hours ago" is no time of the day.
  bool is_duration() const { return text_.substr(at_).find(" ago") != std::string_view::npos; }

  // The minutes of "14h44" and "14 h 44".
  int take_minute() {
    const std::size_t start = at_;
    skip_spaces();
    if (ascii::is_digit(peek()) && ascii::is_digit(peek(1)) && !ascii::is_digit(peek(2)))
      return take_number().value;
    at_ = start;
    return 0;
  }

  void skip_spaces() {
    while (peek() == ' ') ++at_;
  }

  // "25.01.2017", "01/25/2017", "25-01-17", "25.01.", after the first number.
  bool take_numeric_triple(const Number& first) {
    const char separator = peek();
    ++at_;
    const Number second = take_number();
    if (second.digits > 2) return false;
    if (peek() != separator || !ascii::is_digit(peek(1))) {
      return separator == '.' && peek() == '.' && set_day_and_month(first.value, second.value);
    }
    ++at_;
    const Number year = take_number();
    if (year.digits != 2 && year.digits != 4) return false;
    const int century = year.value < 70 ? 2000 : 1900;
    return set_triple(first.value, second.value, separator,
                      year.digits == 2 ? century + year.value : year.value);
  }

  bool set_day_and_month(int day, int month) {
    if (parts().day || month < 1 || month > 12 || day < 1 || day > 31) return false;
    parts().day = day;
    parts().month = month;
    saw_date_ = true;
    return true;
  }

  bool set_triple(int first, int second, char separator, int year) {
    if (!plausible_year(year)) return false;
    if (separator == '.' || first > 12 || first == second) {
      return set_day_month_year(first, second, year);
    }
    if (second > 12) return set_day_month_year(second, first, year);
    begin_reading_if(parts().day.has_value() || parts().undecided.has_value());
    parts().year = year;
    parts().undecided = {first, second};
    saw_date_ = true;
    return first >= 1 && second >= 1;
  }

  bool take_day(int value) {
    const std::size_t start = at_;
    const std::string suffix = ascii::is_letter_byte(peek()) ? take_word() : std::string();
    if (!suffix.empty() && !is_ordinal(suffix)) at_ = start;
    if (suffix.empty() || at_ == start) {
      const DateWord next = date_word(next_word());
      if (next == DateWord::relative || next == DateWord::unit) return true;
      if (ascii::is_letter_byte(peek())) return false;
    }
    if (value < 1 || value > 31) return false;
    begin_reading_if(parts().day.has_value() && parts().year.has_value());
    if (parts().day) return false;
    parts().day = value;
    return true;
  }

  static bool is_ordinal(std::string_view suffix) {
    constexpr std::array kOrdinals = {"st", "nd", "rd", "th", "er", "º", "°", "ª", "го"};
    return std::find(kOrdinals.begin(), kOrdinals.end(), suffix) != kOrdinals.end();
  }

  // A year, or a time as in "1444 GMT".
  bool take_four_digits(int value) {
    const std::string word = next_word();
    const bool time_follows = zone_of(word).has_value() || date_word(word) == DateWord::hour;
    if (time_follows && (parts().year || !plausible_year(value)) && value % 100 < 60) {
      return set_time(value / 100, value % 100, 0);
    }
    if (!plausible_year(value)) return false;
    begin_reading_if(parts().year.has_value());
    parts().year = value;
    saw_date_ = true;
    return true;
  }

  bool take_sign_or_word() {
    const char c = peek();
    if ((c == '+' || c == '-') && ascii::is_digit(peek(1))) return parts().second && take_offset(0);
    if (!ascii::is_letter_byte(c)) return false;
    const std::string word = take_word();
    if (is_clock_mark(word)) return true;
    if (const auto month = month_of(word)) return set_month(*month);
    if (const auto zone = zone_of(word); zone && parts().second) return set_zone(*zone);
    if (const auto weekday = weekday_of(word)) return set_weekday(*weekday);
    return take_other(date_word(word));
  }

  // The T of "2017-01-25T14:44" in forms that ISO does not know.
  bool is_clock_mark(std::string_view word) const { return word == "t" && ascii::is_digit(peek()); }

  bool set_month(int month) {
    begin_reading_if(parts().month.has_value() && parts().year.has_value());
    if (parts().month) return false;
    parts().month = month;
    saw_date_ = true;
    return true;
  }

  bool set_weekday(int weekday) {
    begin_reading_if(parts().weekday.has_value() && parts().year.has_value());
    if (parts().weekday) return false;
    parts().weekday = weekday;
    return true;
  }

  bool set_zone(const ZoneWord& zone) {
    const std::size_t start = at_;
    skip_spaces();
    if ((peek() == '+' || peek() == '-') && ascii::is_digit(peek(1)) && zone.minutes == 0) {
      return take_offset(0);
    }
    at_ = start;
    if (zone.minutes && !parts().utc_offset) parts().utc_offset = zone.minutes;
    return true;
  }

  // "+3", "+03", "+0300", "+03:00", "+5:30".
  bool take_offset(int base) {
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
    return true;
  }

  bool take_other(DateWord word) {
    switch (word) {
      case DateWord::published:
        return set_role(DateRole::published);
      case DateWord::updated:
        return set_role(DateRole::updated);
      case DateWord::relative:
        saw_relative_ = true;
        return true;
      case DateWord::none:
        return false;
      default:
        return true;
    }
  }

  bool set_role(DateRole role) {
    const DateParts& now = parts();
    const bool has_parts = now.year || now.month || now.second || now.undecided;
    begin_reading_if(has_parts, role);
    readings_.back().role = role;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<DateReading> readings_;
  bool saw_date_ = false;
  bool saw_relative_ = false;
};

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

std::optional<Date> complete(const DateParts& parts) {
  if (!parts.year) return std::nullopt;
  Date date{.year = *parts.year, .precision = Precision::year};
  if (parts.month) {
    date.month = *parts.month;
    date.precision = Precision::month;
  }
  if (parts.month && parts.day) {
    date.day = *parts.day;
    date.precision = Precision::day;
  }
  if (date.precision == Precision::day && parts.second) {
    date.second = *parts.second;
    date.utc_offset = parts.utc_offset;
    date.precision = parts.to_the_second ? Precision::second : Precision::minute;
  }
  return is_valid(date) ? std::optional(date) : std::nullopt;
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

}  // namespace

bool agree(const DateParts& a, const DateParts& b) {
  return agree_on(a.year, b.year) && agree_on(a.month, b.month) && agree_on(a.day, b.day) &&
         agree_on(a.second, b.second) && agree_on(a.utc_offset, b.utc_offset) && !a.undecided &&
         !b.undecided;
}

DateParts merged(const DateParts& a, const DateParts& b) {
  DateParts result = a;
  if (!result.year) result.year = b.year;
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

std::optional<Date> to_date(const DateParts& parts, std::string_view language) {
  if (!parts.undecided) return complete(parts);
  if (parts.weekday) return decide_by_weekday(parts);
  if (language.empty() || language == "und" || language.starts_with("en")) return std::nullopt;
  return complete(decided(parts, parts.undecided->first, parts.undecided->second));
}

std::vector<DateReading> read_date_line(std::string_view line) {
  constexpr std::size_t kLongestDateLine = 200;  // bytes
  if (line.size() > kLongestDateLine) return {};
  DateScanner scanner(line);
  while (scanner.skip_separators()) {
    if (!scanner.take_token()) return {};
  }
  const bool relative = scanner.saw_relative() && has_digit(line);  // "Year" alone is none
  if (!scanner.saw_date() && !relative) return {};
  std::vector<DateReading> readings;
  for (const DateReading& reading : scanner.readings()) {
    if (has_parts(reading)) readings.push_back(reading);
  }
  if (readings.empty()) readings.emplace_back();
  return readings;
}

DatePrefix read_date_prefix(std::string_view text) {
  constexpr std::size_t kLongestDate = 80;  // bytes
  DateScanner scanner(text.substr(0, kLongestDate));
  DatePrefix prefix;
  while (scanner.skip_separators() && scanner.take_token()) {
    if (scanner.readings().size() > 1) break;
    const DateParts& parts = scanner.readings().front().parts;
    if (parts == prefix.parts) continue;  // a word such as "the" may be the sentence's
    prefix.parts = parts;
    prefix.bytes = scanner.position();
  }
  const bool named = prefix.parts.month || prefix.parts.year;
  return named ? prefix : DatePrefix{};
}

std::optional<Date> parse_date_text(std::string_view text, std::string_view language) {
  text = trim_spaces(text);
  if (const auto date = parse_iso_date(text)) return date;
  const std::vector<DateReading> readings = read_date_line(text);
  if (readings.empty()) return std::nullopt;
  DateParts parts = readings.front().parts;
  for (const DateReading& other : readings) {
    const bool same_date = other.role != DateRole::updated && agree(parts, other.parts);
    if (same_date) parts = merged(parts, other.parts);
  }
  return to_date(parts, language);
}

}  // namespace dateline
