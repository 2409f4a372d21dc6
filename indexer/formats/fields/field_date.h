#pragma once

#include <optional>
#include <string_view>

#include "search/base/date.h"

namespace dateline {

// A date as sources write it in a field of its own: all that parse_date_text() reads, time since
// 1970 (see unix_time.h), the days of a spreadsheet, "43529", the digits of a moment,
// "20190305100000", and zones of the time zone database, "2019-03-05 10:00 Europe/Berlin". None for
// what is no date or no plausible one (see plausible_date.h), and for "10/12/2019", which is either
// of two days, where no locale tells.
std::optional<Date> parse_field_date(std::string_view text, std::string_view locale = {});

}  // namespace dateline
