#pragma once

#include <optional>
#include <string_view>

#include "search/base/date.h"
#include "search/query/query_fields.h"

namespace dateline {

// The first and the last day that a query asks for; either may be missing.
struct DateRange {
  std::optional<Date> from;
  std::optional<Date> to;
};

// Reads what stands behind date:, before:, after:, since: or until:, a year, a month or a day, and
// for date: a range of them as well. Days come back with day precision. None where `text` is no
// date, and where nothing can be before or after it.
//   date 2017-01..2017-06   2017-01-01 to 2017-06-30
//   before 2018             to 2017-12-31
//   after 2018              from 2019-01-01
std::optional<DateRange> read_dates(QueryField::Kind field, std::string_view text);

// The same as other archives write it: [2017-01 TO 2017-06], {2016 TO *], >=2017,
// 20170101-20170131.
std::optional<DateRange> read_foreign_dates(std::string_view text);

}  // namespace dateline
