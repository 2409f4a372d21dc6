#include "search/store/columns/day_counts.h"

#include <algorithm>

#include "search/store/columns/columns.h"

namespace dateline {

void DayCounts::add(std::int32_t day, Precision precision) {
  if (day == kNoDay) {
    ++undated_;
    return;
  }
  if (precision < Precision::day) {
    ++coarse_[{day, precision}];
    return;
  }
  make_room(day);
  ++counts_[static_cast<std::size_t>(day - first_)];
}

void DayCounts::add(const DayCounts& others) {
  undated_ += others.undated_;
  for (const auto& [period, count] : others.coarse_) coarse_[period] += count;
  if (counts_.empty()) {
    first_ = others.first_;
    counts_ = others.counts_;
    return;
  }
  others.for_each([&](std::int32_t day, std::uint32_t count) {
    make_room(day);
    counts_[static_cast<std::size_t>(day - first_)] += count;
  });
}

void DayCounts::take_away(std::int32_t day, Precision precision) {
  if (day == kNoDay) {
    --undated_;
  } else if (precision < Precision::day) {
    --coarse_[{day, precision}];
  } else {
    --counts_[static_cast<std::size_t>(day - first_)];
  }
}

// In front, half as much again as there was: days that come in falling order must not move all
// counts each time.
void DayCounts::make_room(std::int32_t day) {
  if (counts_.empty()) first_ = day;
  if (day < first_) {
    const auto spare = static_cast<std::int32_t>(counts_.size() / 2);
    const std::int32_t first = day > kNoDay + spare ? day - spare : day;
    counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - first), 0);
    first_ = first;
  }
  const auto place = static_cast<std::size_t>(day - first_);
  if (place >= counts_.size()) counts_.resize(std::max(place + 1, counts_.size() * 3 / 2));
}

}  // namespace dateline
