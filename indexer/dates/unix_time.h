#pragma once

#include <optional>
#include <string_view>

#include "search/base/date.h"

namespace dateline {

// Time since 1970 as programs write it: seconds ("1551780000", also with a fraction), milliseconds,
// microseconds and nanoseconds, told by the number of digits; "/Date(1551780000000)/" of .NET.
std::optional<Date> parse_unix_time(std::string_view text);

}  // namespace dateline
