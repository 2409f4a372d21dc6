#include "indexer/formats/field_date.h"

#include <charconv>
#include <cstdint>
#include <string>

#include "indexer/date_text.h"
#include "indexer/encoding.h"
#include "indexer/plausible_date.h"
#include "indexer/unix_time.h"
#include "search/ascii.h"

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
  date.second = static_cast<std::int32_t>((days - day) * kSecondsPerDay + 0.5) % 86400;
  date.precision = Precision::second;
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
  if (const auto unix_time = parse_unix_time(text)) return plausible(unix_time);
  if (const auto day = parse_serial_day(text)) return plausible(day);
  return plausible(parse_date_text(with_known_zone(text), locale));
}

}  // namespace dateline
