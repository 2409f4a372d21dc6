#include "indexer/html/dates.h"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/date_text.h"
#include "indexer/html/text.h"
#include "search/ascii.h"

namespace dateline::html {
namespace {

constexpr std::size_t kLongestDate = 200;  // bytes that are looked at
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

// The first whole day that begins at a word of the text.
std::optional<Date> find_day(std::string_view text, std::string_view language) {
  bool at_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_word = ascii::is_letter_byte(text[i]) || ascii::is_digit(text[i]);
    if (is_word && at_start) {
      const DatePrefix found = read_date_prefix(text.substr(i));
      const std::optional<Date> date = to_date(found.parts, language);
      if (date && date->precision >= Precision::day && is_plausible(*date)) return date;
    }
    at_start = !is_word;
  }
  return std::nullopt;
}

std::vector<std::string_view> parts_of_path(std::string_view url) {
  const std::size_t host = url.find("//");
  std::size_t begin = url.find('/', host == std::string_view::npos ? 0 : host + 2);
  const std::size_t end = std::min(url.find_first_of("?#"), url.size());
  std::vector<std::string_view> parts;
  while (begin < end) {
    const std::size_t next = std::min(url.find_first_of("/-_.", begin + 1), end);
    parts.push_back(url.substr(begin + 1, next - begin - 1));
    begin = next;
  }
  return parts;
}

}  // namespace

std::optional<Date> read_whole_date(std::string_view text, std::string_view language) {
  const std::string clean = collapse(text.substr(0, kLongestDate));
  if (const std::optional<Date> iso = parse_iso_date(clean)) return plausible(iso);
  if (const std::optional<Date> unix_time = read_unix_time(clean)) return plausible(unix_time);
  return plausible(parse_date_text(clean, language));
}

std::optional<Date> read_date(std::string_view text, std::string_view language) {
  if (const std::optional<Date> date = read_whole_date(text, language)) return date;
  return find_day(collapse(text.substr(0, kLongestDate)), language);
}

std::optional<Date> date_of_url(std::string_view url) {
  constexpr int kFirstYear = 1990;  // there were no pages before
  const std::vector<std::string_view> parts = parts_of_path(url);
  for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
    if (parts[i].size() != 4 || parts[i + 1].size() > 3 || parts[i + 2].size() > 2) continue;
    std::string day(parts[i + 2]);
    day.append(" ").append(parts[i + 1]).append(" ").append(parts[i]);
    const bool is_named = !parts[i + 1].empty() && ascii::is_letter(parts[i + 1].front());
    if (!is_named) {
      day = std::string(parts[i]) + (parts[i + 1].size() == 1 ? "-0" : "-") +
            std::string(parts[i + 1]) + (parts[i + 2].size() == 1 ? "-0" : "-") +
            std::string(parts[i + 2]);
    }
    const std::optional<Date> date = is_named ? parse_date_text(day) : parse_iso_date(day);
    if (date && date->precision == Precision::day && date->year >= kFirstYear) {
      return plausible(date);
    }
  }
  return std::nullopt;
}

}  // namespace dateline::html
