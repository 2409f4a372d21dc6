#include "indexer/dates/unix_time.h"

#include <charconv>
#include <cstdint>

#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::int64_t kSecondsOfDay = 86400;

// "1551780000000" of "/Date(1551780000000+0100)/", as the zone says only where it was written; of
// "new Date(1551780000000)".
std::string_view without_wrapping(std::string_view text) {
  for (const std::string_view opening : {"/Date(", "new Date("}) {
    if (!text.starts_with(opening)) continue;
    text.remove_prefix(opening.size());
    return text.substr(0, text.find_first_of("+-)"));
  }
  return text;
}

// How many of the unit make a second; 0 where a number has as many digits as none has.
std::int64_t units_per_second(std::size_t digits) {
  switch (digits) {
    case 9:
    case 10:
      return 1;
    case 12:
    case 13:
      return 1000;
    case 16:
      return 1000000;
    case 19:
      return 1000000000;
    default:
      return 0;
  }
}

}  // namespace

std::optional<Date> parse_unix_time(std::string_view text) {
  text = without_wrapping(text);
  text = text.substr(0, text.find('.'));
  const std::int64_t units = units_per_second(text.size());
  if (units == 0 || !ascii::is_digit(text.front())) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::int64_t seconds = value / units;
  Date date = from_day_number(static_cast<std::int32_t>(seconds / kSecondsOfDay));
  date.second = static_cast<std::int32_t>(seconds % kSecondsOfDay);
  date.utc_offset = 0;
  date.precision = Precision::second;
  return date;
}

}  // namespace dateline
