#pragma once

#include <optional>
#include <string_view>

#include "search/date.h"

namespace dateline::html {

// A date as attributes and bylines have it: ISO 8601, RFC 2822, "January 25, 2017 2:44 pm",
// "25 January 2017", "25.01.2017", seconds or milliseconds since 1970. Words around a date are left
// out: "Published: Jan. 25, 2017". None where the text has no date, or one after today.
std::optional<Date> read_date(std::string_view text);

// The date in a path: "/2017/01/25/rates-rise", "/2017-01-25-rates-rise.html".
std::optional<Date> date_of_url(std::string_view url);

}  // namespace dateline::html
