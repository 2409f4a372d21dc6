#pragma once

#include <cstdint>
#include <optional>

#include "search/base/date.h"

namespace dateline {

// The calendars that news dates its articles by, beside the Thai one, which counts the same days
// from another year.
enum class Calendar : std::uint8_t { gregorian, persian, islamic, ethiopic };

// The Gregorian date of a day of another calendar; none for a day that it does not have.
std::optional<Date> gregorian_day(Calendar calendar, int year, int month, int day);

}  // namespace dateline
