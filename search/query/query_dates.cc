#include "search/query/query_dates.h"

#include <string>
#include <utility>

#include "search/base/ascii.h"
#include "search/query/query_text.h"

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

// One side of [a TO b]: a star leaves it open, {} leave the date itself out.
bool add_side(std::string_view side, QueryField::Kind kind, DateRange& range) {
  if (side.size() > 1 && side.front() == '"' && side.back() == '"')
    side = side.substr(1, side.size() - 2);
  if (side == "*") return true;
  const std::optional<DateRange> half = read_dates(kind, side);
  if (!half) return false;
  if (half->from) range.from = half->from;
  if (half->to) range.to = half->to;
  return true;
}

std::optional<DateRange> read_bracketed(std::string_view text) {
  const bool without_first = text.front() == '{';
  const bool without_last = text.back() == '}';
  std::string_view inside = text.substr(1, text.size() - 2);
  const std::string_view left = take_word(inside);
  const std::string_view joint = take_word(inside);
  const std::string_view right = take_word(inside);
  if (!ascii::equals_ignoring_case(joint, "to") || right.empty() || !trimmed(inside).empty())
    return std::nullopt;
  DateRange range;
  const auto first = without_first ? QueryField::Kind::after : QueryField::Kind::since;
  const auto last = without_last ? QueryField::Kind::before : QueryField::Kind::until;
  if (!add_side(left, first, range) || !add_side(right, last, range)) return std::nullopt;
  if (!range.from && !range.to) return std::nullopt;
  return range;
}

}  // namespace

std::optional<DateRange> read_foreign_dates(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 2) return std::nullopt;
  if (text.front() == '[' || text.front() == '{') return read_bracketed(text);
  if (text.front() == '>' || text.front() == '<') {
    const bool includes = text[1] == '=';
    const std::string_view date = trimmed(text.substr(includes ? 2 : 1));
    if (text.front() == '>')
      return read_dates(includes ? QueryField::Kind::since : QueryField::Kind::after, date);
    return read_dates(includes ? QueryField::Kind::until : QueryField::Kind::before, date);
  }
  constexpr std::size_t kDigits = 8;
  if (text.size() == 2 * kDigits + 1 && text[kDigits] == '-') {
    return read_dates(QueryField::Kind::on, std::string(text.substr(0, kDigits)) + ".." +
                                                std::string(text.substr(kDigits + 1)));
  }
  return read_dates(QueryField::Kind::on, text);
}

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
