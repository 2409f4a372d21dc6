#pragma once

#include <optional>

#include "search/base/date.h"

namespace dateline {

// Whether an article can be of this date: of a day that exists, no earlier than the first
// newspapers, no later than tomorrow, for a source may be ahead of this machine by its zone. Nor is
// it 1970-01-01, or year 1: what programs write where they know no date.
bool is_plausible(const Date& date);

// The date where it is plausible.
std::optional<Date> plausible(const std::optional<Date>& date);

}  // namespace dateline
