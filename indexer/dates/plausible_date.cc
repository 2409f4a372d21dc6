#include "indexer/dates/plausible_date.h"

#include <chrono>
#include <cstdint>

namespace dateline {
namespace {

constexpr int kFirstNewsYear = 1600;

std::int32_t day_of_today() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

// The first moment that computers count from, in any zone: 1969-12-31 in America.
bool is_epoch(const Date& date) {
  return date.precision >= Precision::day && (day_number(date) == 0 || instant(date) == 0);
}

}  // namespace

bool is_plausible(const Date& date) {
  return is_valid(date) && date.year >= kFirstNewsYear && day_number(date) <= day_of_today() + 1 &&
         !is_epoch(date);
}

std::optional<Date> plausible(const std::optional<Date>& date) {
  return date && is_plausible(*date) ? date : std::nullopt;
}

}  // namespace dateline
