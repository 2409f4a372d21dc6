#include "indexer/html/body/dates.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "indexer/dates/plausible_date.h"
#include "indexer/dates/unix_time.h"
#include "indexer/html/dom/links.h"
#include "indexer/html/dom/text.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"

namespace dateline::html {
namespace {

constexpr std::size_t kLongestDate = 400;  // bytes that are looked at

std::vector<ShownDate> whole_days(const std::vector<DateReading>& readings,
                                  std::string_view locale) {
  std::vector<ShownDate> days;
  for (const DateReading& reading : readings) {
    const std::optional<Date> date = plausible(to_date(reading.parts, locale));
    if (date && date->precision >= Precision::day) days.push_back({*date, reading.role});
  }
  return days;
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

constexpr int kFirstYearOfPages = 1990;

std::string two_digits(std::string_view number) {
  return (number.size() == 1 ? "0" : "") + std::string(number);
}

std::optional<Date> day_of_pages(const std::optional<Date>& date) {
  const bool is_day = date && date->precision == Precision::day && date->year >= kFirstYearOfPages;
  return is_day ? date : std::nullopt;
}

// "2017", "01", "25"; "2017", "jan", "5".
std::optional<Date> date_of_parts(std::string_view year, std::string_view month,
                                  std::string_view day) {
  if (year.size() != 4 || month.empty() || month.size() > 3 || day.empty() || day.size() > 2)
    return std::nullopt;
  if (ascii::is_letter(month.front())) {
    return day_of_pages(
        parse_date_text(std::string(day) + " " + std::string(month) + " " + std::string(year)));
  }
  return day_of_pages(
      parse_iso_date(std::string(year) + "-" + two_digits(month) + "-" + two_digits(day)));
}

// "20170125"; "2017", "0125".
std::optional<Date> date_of_digits(std::string_view part, std::string_view next) {
  constexpr std::size_t kDay = 8;
  constexpr std::size_t kYear = 4;
  if (part.size() == kYear && next.size() == kYear)
    return day_of_pages(parse_iso_date(std::string(part) + std::string(next)));
  return part.size() == kDay ? day_of_pages(parse_iso_date(part)) : std::nullopt;
}

}  // namespace

std::optional<Date> read_whole_date(std::string_view text, std::string_view locale) {
  if (text.empty()) return std::nullopt;
  const std::string clean = collapse(utf8_prefix(text, kLongestDate));
  if (const std::optional<Date> unix_time = parse_unix_time(clean)) return plausible(unix_time);
  const std::optional<Date> date = plausible(parse_date_text(clean, locale));
  // A year alone is of a copyright or a volume.
  return date && date->precision > Precision::year ? date : std::nullopt;
}

std::optional<Date> read_date(std::string_view text, std::string_view locale) {
  if (const std::optional<Date> date = read_whole_date(text, locale)) return date;
  const std::vector<ShownDate> days = find_days(text, locale);
  return days.empty() ? std::nullopt : std::optional(days.front().date);
}

std::vector<ShownDate> read_days(std::string_view line, std::string_view locale) {
  return whole_days(read_date_line(collapse(line), locale), locale);
}

std::vector<ShownDate> find_days(std::string_view text, std::string_view locale) {
  return whole_days(find_dates(collapse(utf8_prefix(text, kLongestDate)), locale), locale);
}

std::optional<Date> date_of_url(std::string_view url) {
  const std::vector<std::string_view> parts = parts_of_path(url);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto part = [&](std::size_t at) {
      return at < parts.size() ? parts[at] : std::string_view();
    };
    std::optional<Date> date = date_of_parts(part(i), part(i + 1), part(i + 2));
    if (!date) date = date_of_digits(part(i), part(i + 1));
    if (date) return plausible(date);
  }
  return std::nullopt;
}

std::string page_locale(std::string_view language_tag, std::string_view url) {
  // Endings of countries that sites of all countries have.
  static const WordSet everywhere("ai cc co fm io ly me to tv ws");
  const std::string_view language = language_tag.substr(0, language_tag.find_first_of("-_"));
  const std::string_view host = host_of(url);
  const std::string_view ending = host.substr(std::min(host.rfind('.') + 1, host.size()));
  const bool is_of_country = ending.size() == 2 && !everywhere.contains(ending);
  if (language != "en" || !is_of_country) return std::string(language_tag);
  std::string country = ending == "uk" ? "GB" : std::string(ending);
  for (char& letter : country) letter = static_cast<char>(std::toupper(letter));
  return "en-" + country;
}

}  // namespace dateline::html
