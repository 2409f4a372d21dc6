#include "indexer/html/dates.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/html/ascii.h"
#include "indexer/html/text.h"

namespace dateline::html {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

bool is_future(const Date& date) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  return instant(date) > seconds + kSecondsPerDay;  // a day for the zones that are not told
}

bool is_plausible(const Date& date) {
  constexpr int kFirstYear = 1600;  // the first newspapers
  return is_valid(date) && date.year >= kFirstYear && !is_future(date);
}

std::optional<Date> plausible(const std::optional<Date>& date) {
  return date && is_plausible(*date) ? date : std::nullopt;
}

// A run of digits, of letters, or one other character.
struct Token {
  std::string_view text;
  enum class Kind : std::uint8_t { number, word, mark } kind = Kind::mark;
  int value = 0;  // of a number of at most eight digits, else -1
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    Token token;
    if (is_digit(text[at])) {
      while (at < text.size() && is_digit(text[at])) ++at;
      token.kind = Token::Kind::number;
      token.value = -1;
      if (at - begin <= 8) std::from_chars(text.data() + begin, text.data() + at, token.value);
    } else if (is_letter(text[at])) {
      while (at < text.size() && is_letter(text[at])) ++at;
      token.kind = Token::Kind::word;
    } else {
      ++at;
      if (is_space(text[begin])) continue;
    }
    token.text = text.substr(begin, at - begin);
    tokens.push_back(token);
  }
  return tokens;
}

int month_of(std::string_view word) {
  constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};
  const std::string name = lower(word);
  if (name == "sept") return 9;
  if (name.size() < 3) return 0;
  for (std::size_t i = 0; i < std::size(kMonths); ++i) {
    const bool is_short = name.size() == 3 && kMonths[i].starts_with(name);
    if (is_short || kMonths[i] == name) return static_cast<int>(i) + 1;
  }
  return 0;
}

// Reads a date that begins at one of the tokens of a short text.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : tokens_(tokens_of(text)) {}

  std::optional<Date> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      at_ = i;
      std::optional<Date> date = read_day();
      if (!date || !is_valid(*date)) continue;
      read_time(*date);
      return date;
    }
    return std::nullopt;
  }

 private:
  bool is_number(std::size_t ahead, int low, int high) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == Token::Kind::number &&
           tokens_[at_ + ahead].value >= low && tokens_[at_ + ahead].value <= high;
  }

  int month(std::size_t ahead) const {
    const bool is_word =
        at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == Token::Kind::word;
    return is_word ? month_of(tokens_[at_ + ahead].text) : 0;
  }

  bool is_mark(std::size_t ahead, std::string_view marks) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].text.size() == 1 &&
           marks.find(tokens_[at_ + ahead].text.front()) != std::string_view::npos;
  }

  void skip(std::string_view marks) {
    while (is_mark(0, marks)) ++at_;
  }

  void skip_ordinal() {
    if (at_ >= tokens_.size() || tokens_[at_].kind != Token::Kind::word) return;
    const std::string word = lower(tokens_[at_].text);
    if (word == "st" || word == "nd" || word == "rd" || word == "th" || word == "of") ++at_;
  }

  std::optional<Date> read_day() {
    if (const int named = month(0)) return read_month_first(named);
    if (is_number(0, 1, 31)) {
      if (std::optional<Date> date = read_day_first()) return date;
    }
    return is_number(0, 1600, 9999) ? read_year_first() : std::nullopt;
  }

  // January 25th, 2017
  std::optional<Date> read_month_first(int named) {
    ++at_;
    skip(".");
    if (!is_number(0, 1, 31)) return std::nullopt;
    const int day = tokens_[at_++].value;
    skip_ordinal();
    skip(",.");
    if (!is_number(0, 1600, 9999)) return std::nullopt;
    return Date{.year = tokens_[at_++].value, .month = named, .day = day};
  }

  // 25 January 2017, 25.01.2017, 25/01/2017 (where the first number cannot be a month)
  std::optional<Date> read_day_first() {
    const std::size_t begin = at_;
    const int day = tokens_[at_++].value;
    if (is_mark(0, "./-") && is_number(1, 1, 12) && is_mark(2, "./-") && is_number(3, 1600, 9999)) {
      const bool unclear = !is_mark(0, ".") && day <= 12 && day != tokens_[at_ + 1].value;
      const Date date{.year = tokens_[at_ + 3].value, .month = tokens_[at_ + 1].value, .day = day};
      at_ += 4;
      if (!unclear) return date;
    } else {
      skip_ordinal();
      skip("-./");
      if (at_ < tokens_.size() && lower(tokens_[at_].text) == "of") ++at_;
      if (const int named = month(0)) {
        ++at_;
        skip(",.-/");
        if (is_number(0, 1600, 9999)) {
          return Date{.year = tokens_[at_++].value, .month = named, .day = day};
        }
      }
    }
    at_ = begin;
    return std::nullopt;
  }

  // 2017-01-25, 2017/01/25
  std::optional<Date> read_year_first() {
    if (!is_mark(1, "-/.") || !is_number(2, 1, 12) || !is_mark(3, "-/.") || !is_number(4, 1, 31)) {
      return std::nullopt;
    }
    const Date date{
        .year = tokens_[at_].value, .month = tokens_[at_ + 2].value, .day = tokens_[at_ + 4].value};
    at_ += 5;
    return date;
  }

  // "2:44 pm", "T14:44:05", "at 14:44 GMT" behind the day.
  void read_time(Date& date) {
    for (int skipped = 0; skipped < 4 && !is_number(0, 0, 23); ++skipped) ++at_;
    if (!is_number(0, 0, 23) || !is_mark(1, ":.") || !is_number(2, 0, 59)) return;
    int hour = tokens_[at_].value;
    const int minute = tokens_[at_ + 2].value;
    int second = 0;
    at_ += 3;
    date.precision = Precision::minute;
    if (is_mark(0, ":") && is_number(1, 0, 59)) {
      second = tokens_[at_ + 1].value;
      date.precision = Precision::second;
      at_ += 2;
      if (is_mark(0, ".") && at_ + 1 < tokens_.size()) at_ += 2;
    }
    if (at_ < tokens_.size()) {
      const char half = lower(tokens_[at_].text.front());
      const bool is_half = tokens_[at_].kind == Token::Kind::word && hour <= 12 &&
                           (equals_ignoring_case(tokens_[at_].text, "am") ||
                            equals_ignoring_case(tokens_[at_].text, "pm") || is_dotted_half());
      if (is_half) {
        hour = hour % 12 + (half == 'p' ? 12 : 0);
        at_ += is_dotted_half() ? 4 : 1;
      }
    }
    date.second = (hour * 60 + minute) * 60 + second;
    read_zone(date);
  }

  bool is_dotted_half() const {  // a.m.
    return at_ + 3 < tokens_.size() && tokens_[at_].text.size() == 1 && is_mark(1, ".") &&
           equals_ignoring_case(tokens_[at_ + 2].text, "m");
  }

  void read_zone(Date& date) {
    if (at_ >= tokens_.size()) return;
    const std::string name = lower(tokens_[at_].text);
    if (name == "z" || name == "gmt" || name == "utc") date.utc_offset = 0;
    if (!is_mark(0, "+-")) return;
    const int sign = is_mark(0, "-") ? -1 : 1;
    if (is_number(1, 0, 1400) && tokens_[at_ + 1].text.size() == 4) {
      const int value = tokens_[at_ + 1].value;
      date.utc_offset = sign * (value / 100 * 60 + value % 100);
    } else if (is_number(1, 0, 14) && is_mark(2, ":") && is_number(3, 0, 59)) {
      date.utc_offset = sign * (tokens_[at_ + 1].value * 60 + tokens_[at_ + 3].value);
    }
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

// "1485355440" and "1485355440000": seconds and milliseconds since 1970.
std::optional<Date> read_unix_time(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::int64_t seconds = text.size() == 13 ? value / 1000 : value;
  Date date = from_day_number(static_cast<std::int32_t>(seconds / kSecondsPerDay));
  date.second = static_cast<std::int32_t>(seconds % kSecondsPerDay);
  date.precision = Precision::second;
  date.utc_offset = 0;
  return date;
}

}  // namespace

std::optional<Date> read_date(std::string_view text) {
  constexpr std::size_t kLongestDate = 200;
  const std::string clean = collapse(text.substr(0, kLongestDate));
  if (const std::optional<Date> iso = parse_iso_date(clean)) return plausible(iso);
  if (const std::optional<Date> unix_time = read_unix_time(clean)) return plausible(unix_time);
  return plausible(DateReader(clean).run());
}

std::optional<Date> date_of_url(std::string_view url) {
  const std::size_t host = url.find("//");
  const std::size_t path = url.find('/', host == std::string_view::npos ? 0 : host + 2);
  if (path == std::string_view::npos) return std::nullopt;
  const std::vector<Token> tokens = tokens_of(url.substr(path, url.find_first_of("?#") - path));
  for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
    const bool is_year = tokens[i].text.size() == 4 && tokens[i].value >= 1990;
    const bool is_run = (tokens[i + 1].text == "/" || tokens[i + 1].text == "-") &&
                        tokens[i + 1].text == tokens[i + 3].text;
    if (!is_year || !is_run || tokens[i + 4].text.size() > 2) continue;
    const int month = tokens[i + 2].kind == Token::Kind::word ? month_of(tokens[i + 2].text)
                                                              : tokens[i + 2].value;
    const Date date{.year = tokens[i].value, .month = month, .day = tokens[i + 4].value};
    if (is_plausible(date)) return date;
  }
  return std::nullopt;
}

}  // namespace dateline::html
