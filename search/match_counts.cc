#include "search/match_counts.h"

#include <utility>

namespace dateline {
namespace {

// Instants lie within the years 1 to 9999, so weights are exact as doubles and positive.
constexpr double kEarliest = -62135683200.0 - 86400;
constexpr double kLatest = 253402300800.0 + 86400;

}  // namespace

const double kMostDateWeight = kLatest - kEarliest;

void SegmentCounts::count(std::uint32_t document, const MatchCounts& wanted) {
  ++matches;
  for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
    segment->columns().for_each_value(wanted.fields[i], document,
                                      [&](std::uint32_t value) { ++facets[i][value]; });
  }
  if (wanted.timeline) days.push_back(segment->columns().day(document));
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
