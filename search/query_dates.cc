#include "search/query_dates.h"

#include <utility>

namespace dateline {
namespace {

std::optional<Date> valid_day(std::int32_t day) {
  const Date date = from_day_number(day);
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

// "2017", or "2017-01..2017-06" of which one side may be missing.
std::optional<DateRange> read_period(std::string_view text) {
  const std::size_t dots = text.find("..");
  const bool is_range = dots != std::string_view::npos;
  const std::string_view left = text.substr(0, dots);
  const std::string_view right = is_range ? text.substr(dots + 2) : left;
  const std::optional<Date> from = parse_iso_date(left);
  const std::optional<Date> to = parse_iso_date(right);
  if ((!from && !left.empty()) || (!to && !right.empty()) || (!from && !to)) return std::nullopt;

  DateRange range;
  if (from) range.from = from_day_number(day_number(*from));
  if (to) range.to = from_day_number(last_day(*to));
  if (from && to && day_number(*from) > last_day(*to)) {
    range.from = from_day_number(day_number(*to));
    range.to = from_day_number(last_day(*from));
  }
  return range;
}

}  // namespace

std::optional<DateRange> read_dates(QueryField::Kind field, std::string_view text) {
  if (field == QueryField::Kind::on) return read_period(text);
  const std::optional<Date> date = parse_iso_date(text);
  if (!date) return std::nullopt;
  DateRange range;
  switch (field) {
    case QueryField::Kind::before:
      range.to = valid_day(day_number(*date) - 1);
      break;
    case QueryField::Kind::after:
      range.from = valid_day(last_day(*date) + 1);
      break;
    case QueryField::Kind::since:
      range.from = from_day_number(day_number(*date));
      break;
    default:
      range.to = from_day_number(last_day(*date));
  }
  if (!range.from && !range.to) return std::nullopt;
  return range;
}

}  // namespace dateline
