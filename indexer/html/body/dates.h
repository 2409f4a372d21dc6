#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/dates/date_text.h"
#include "search/base/date.h"

// Dates as pages have them. A locale ("en-GB", "de", may be empty) is what parse_date_text() takes.
// No date is read that is not plausible, see plausible_date.h.
namespace dateline::html {

// A date as attributes and bylines have it: what parse_date_text reads, seconds or milliseconds
// since 1970, and a whole day among other words: "By Ann Lee on January 25, 2017 at 2:44 pm".
std::optional<Date> read_date(std::string_view text, std::string_view locale = {});

// As read_date, but of a text that is a date and nothing else.
std::optional<Date> read_whole_date(std::string_view text, std::string_view locale = {});

struct ShownDate {
  Date date;
  DateRole role = DateRole::unsaid;
};

// The days of a text that holds nothing but dates and what they are of; of any text, the days in
// it.
std::vector<ShownDate> read_days(std::string_view line, std::string_view locale);
std::vector<ShownDate> find_days(std::string_view text, std::string_view locale);

// The date in a path: "/2017/01/25/rates-rise", "/2017/jan/25/rates-rise", "/20170125/rates".
std::optional<Date> date_of_url(std::string_view url);

// In which order a page's readers write day and month: what the page says of its language, and for
// English the country that its address is of. "en", "www.thepaper.co.uk" → "en-GB".
std::string page_locale(std::string_view language_tag, std::string_view url);

}  // namespace dateline::html
