#include "search/match_counts.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

// Instants lie within the years 1 to 9999, so weights are exact as doubles and positive.
constexpr double kEarliest = -62135683200.0 - 86400;
constexpr double kLatest = 253402300800.0 + 86400;

}  // namespace

const double kMostDateWeight = kLatest - kEarliest;

void DayCounts::add(std::int32_t day) {
  if (day == kNoDay) {
    ++undated_;
    return;
  }
  make_room(day);
  ++counts_[static_cast<std::size_t>(day - first_)];
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

void SegmentCounts::count(std::uint32_t document, const MatchCounts& wanted) {
  ++matches;
  for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
    segment->columns().for_each_value(wanted.fields[i], document,
                                      [&](std::uint32_t value) { ++facets[i][value]; });
  }
  if (wanted.timeline) days.add(segment->columns().day(document));
}

SegmentCounts& MatchCounts::add_segment(const Segment& segment) {
  auto counts = std::make_unique<SegmentCounts>();
  counts->segment = &segment;
  for (const std::size_t field : fields)
    counts->facets.emplace_back(segment.columns().values(field));
  segments.push_back(std::move(counts));
  return *segments.back();
}

std::uint64_t MatchCounts::matches() const {
  std::uint64_t sum = 0;
  for (const auto& segment : segments) sum += segment->matches;
  return sum;
}

double date_weight(const Columns& columns, std::uint32_t document, Sort sort) {
  const std::int64_t at = columns.instant(document);
  if (at == kUndated) return 0;
  return sort == Sort::newest ? static_cast<double>(at) - kEarliest
                              : kLatest - static_cast<double>(at);
}

}  // namespace dateline
