#pragma once

#include <optional>
#include <string_view>

#include "search/date.h"

namespace dateline {

// A date as sources write it in a field of its own: ISO 8601, RFC 822 and 850, Unix seconds and
// milliseconds, "January 25, 2017", "25 Jan 2017 14:44", "25.01.2017", "2017/01/25". None for what
// is no date, and for "10/12/2019", which is either of two days.
std::optional<Date> parse_field_date(std::string_view text);

}  // namespace dateline
