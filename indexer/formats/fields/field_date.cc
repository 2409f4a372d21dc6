#include "indexer/formats/fields/field_date.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include "indexer/dates/date_text.h"
#include "indexer/dates/plausible_date.h"
#include "indexer/dates/unix_time.h"
#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

// "43529" and "43529.4167": days since 1899-12-30, as Excel keeps dates.
std::optional<Date> parse_serial_day(std::string_view text) {
  constexpr std::size_t kDigits = 5;  // from 1927 to 2173
  constexpr std::int32_t kDaysBefore1970 = 25569;
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.size() != kDigits) return std::nullopt;
  double days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  constexpr double kSecondsPerDay = 86400;
  const auto day = static_cast<std::int32_t>(days);
  Date date = from_day_number(day - kDaysBefore1970);
  if (whole.size() == text.size()) return date;
  date.second = static_cast<std::int32_t>(std::lround((days - day) * kSecondsPerDay)) % 86400;
  date.precision = Precision::second;
  return date;
}

// What a programming language writes around a date: "Timestamp('2019-03-05 10:00')",
// "datetime.date(2019, 3, 5)", "ISODate(\"2019-03-05T10:00:00Z\")", "new Date(1551780000000)".
std::string without_call(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return std::string(text);
  const std::string_view name = text.substr(0, open);
  const bool is_call = !name.empty() && ascii::is_letter(name.back()) &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                         return ascii::is_letter(c) || c == '.' || c == ' ';
                       });
  if (!is_call) return std::string(text);
  std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  for (const char quote : {'\'', '"'}) {
    const std::size_t end = inside.find(quote, 1);
    if (inside.starts_with(quote) && end != std::string_view::npos)
      return std::string(inside.substr(1, end - 1));
  }
  std::string day;  // of numbers between commas, the first three
  for (int i = 0; i < 3; ++i) {
    const std::size_t comma = std::min(inside.find(','), inside.size());
    day.append(day.empty() ? "" : "-").append(trim(inside.substr(0, comma)));
    if (comma == inside.size()) break;
    inside.remove_prefix(comma + 1);
  }
  return day;
}

// A text without what says its zone by a name, and that zone: "2019-03-05 10:00 Europe/Berlin",
// "2019-03-05T10:00+01:00[Europe/Berlin]".
struct ZonedText {
  std::string_view text;
  std::string_view zone;  // empty for none
};

ZonedText split_zone(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos || slash == 0 || !ascii::is_letter(text[slash - 1]))
    return {text, {}};
  const std::size_t begin = text.find_last_of(" [(", slash) + 1;
  const std::size_t end = std::min(text.find_first_of("])", slash), text.size());
  if (begin == 0) return {text, {}};
  return {trim(text.substr(0, begin - 1)), text.substr(begin, end - begin)};
}

// Minutes from UTC in a zone of the time zone database, at a moment of its own clock.
std::optional<int> offset_in(std::string_view zone, const Date& date) {
  const std::unique_ptr<icu::TimeZone> known(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(std::string(zone))));
  if (*known == icu::TimeZone::getUnknown()) return std::nullopt;
  Date local = date;
  local.utc_offset.reset();
  constexpr double kMillisecondsPerSecond = 1000;
  constexpr int kMillisecondsPerMinute = 60000;
  std::int32_t raw = 0;
  std::int32_t daylight = 0;
  UErrorCode error = U_ZERO_ERROR;
  const double moment = static_cast<double>(instant(local)) * kMillisecondsPerSecond;
  known->getOffset(moment, true, raw, daylight, error);
  if (U_FAILURE(error)) return std::nullopt;
  return (raw + daylight) / kMillisecondsPerMinute;
}

std::optional<Date> parse_zoned_date(std::string_view text, std::string_view locale) {
  const ZonedText zoned = split_zone(text);
  std::optional<Date> date = parse_date_text(zoned.text, locale);
  const bool needs_zone = date && !zoned.zone.empty() && date->precision >= Precision::minute;
  if (needs_zone && !date->utc_offset) date->utc_offset = offset_in(zoned.zone, *date);
  return date;
}

// In mail and feeds CST is America's: RFC 822 names it.
std::string with_known_zone(std::string_view text) {
  constexpr std::string_view kCentral = " CST";
  if (!text.ends_with(kCentral)) return std::string(text);
  return std::string(text.substr(0, text.size() - kCentral.size())) + " -0600";
}

}  // namespace

std::optional<Date> parse_field_date(std::string_view text, std::string_view locale) {
  constexpr std::size_t kLongestDate = 120;  // bytes
  text = trim(text);
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  const std::string bare = without_call(text);
  text = bare;
  if (const auto unix_time = parse_unix_time(text)) return plausible(unix_time);
  if (const auto day = parse_serial_day(text)) return plausible(day);
  return plausible(parse_zoned_date(with_known_zone(text), locale));
}

}  // namespace dateline
