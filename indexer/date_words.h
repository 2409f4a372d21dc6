#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// The words that dates are written with: English, German, French, Spanish and Russian in full, the
// months of a dozen more languages. All look-ups take the word folded (see fold_case()), without a
// full stop at its end.
namespace dateline {

// 1 to 12.
std::optional<int> month_of(std::string_view folded_word);

// 0 is Sunday, 6 Saturday.
std::optional<int> weekday_of(std::string_view folded_word);

// A zone in minutes from UTC. `minutes` is empty for a zone whose letters mean several (IST, CST,
// ET): it is understood as a zone, but not taken for one of them.
struct ZoneWord {
  std::optional<int> minutes;
};
std::optional<ZoneWord> zone_of(std::string_view folded_word);

// What else a line with nothing but a date may say.
enum class DateWord : std::uint8_t {
  none,
  filler,     // "on", "at", "date", "el", "um", "года"
  published,  // what follows is the date of publication
  updated,    // what follows is the date of the last change
  relative,   // "ago", "today", "min": not a date that can be kept
  unit,       // "minutes": of a length of time
  morning,    // "am"
  afternoon,  // "pm"
  hour,       // "Uhr", "h", "hrs": the number before it is a time
};
DateWord date_word(std::string_view folded_word);

}  // namespace dateline
