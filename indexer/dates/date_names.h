#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "indexer/dates/calendar.h"

// The names of months, weekdays and halves of the day, as ICU has them, in all its languages. A
// name is looked up in the form of name_key(). `language` ("de", may be empty) decides where a name
// is of several months: Croatian listopad is October, Polish November.
namespace dateline {

// "Févr." → "fevr", "มี.ค." → "มีค": folded, without full stops.
std::string name_key(std::string_view name);

struct MonthName {
  int number = 0;  // 1 to 12
  Calendar calendar = Calendar::gregorian;
};
std::optional<MonthName> month_of(std::string_view key, std::string_view language = {});

// 0 is Sunday. `number` is empty for a name that is of several days, by language.
struct WeekdayName {
  std::optional<int> number;
};
std::optional<WeekdayName> weekday_of(std::string_view key, std::string_view language = {});

enum class HalfDay : std::uint8_t { morning, afternoon };
std::optional<HalfDay> half_day_of(std::string_view key);

// The most words that a name has which begins with this one: 2 for "tháng" of "tháng 3"; 0 where
// no name of several words does.
std::size_t words_in_name_from(std::string_view first_word);

}  // namespace dateline
