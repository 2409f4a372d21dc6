#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// The words that dates are written with besides the names of months and days (date_names.h): what a
// date is of, zones, hours. All look-ups take the form of name_key().
namespace dateline {

// A zone in minutes from UTC. `minutes` is empty for a zone whose letters mean several (IST, CST,
// ET): it is understood as a zone, but not taken for one of them.
struct ZoneWord {
  std::optional<int> minutes;
};
std::optional<ZoneWord> zone_of(std::string_view key);

// What else a line with nothing but a date may say.
enum class DateWord : std::uint8_t {
  none,
  filler,     // "on", "at", "date", "el", "um", "года"
  published,  // what follows is the date of publication
  updated,    // what follows is the date of the last change
  relative,   // "ago", "today", "min": not a date that can be kept
  unit,       // "minutes": of a length of time
  hour,       // "Uhr", "h", "hrs": the number before it is a time
};
DateWord date_word(std::string_view key);

// The year before the first of an era that years are counted in: 2018 for 令和.
std::optional<int> year_before_era(std::string_view key);

}  // namespace dateline
