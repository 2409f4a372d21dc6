#pragma once

#include <optional>
#include <string_view>

#include "search/date.h"

namespace dateline::html {

// A date as attributes and bylines have it: what parse_date_text reads, seconds or milliseconds
// since 1970, and a whole day among other words: "By Ann Lee on January 25, 2017 at 2:44 pm".
// `language` may be empty. None where the text has no date, or one after today.
std::optional<Date> read_date(std::string_view text, std::string_view language = {});

// As read_date, but of a text that is a date and nothing else.
std::optional<Date> read_whole_date(std::string_view text, std::string_view language = {});

// The date in a path: "/2017/01/25/rates-rise", "/2017/jan/25/rates-rise".
std::optional<Date> date_of_url(std::string_view url);

}  // namespace dateline::html
