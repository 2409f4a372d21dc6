#include "search/match/match_counts.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

// Instants lie within the years 1 to 9999, so weights are exact as doubles and positive.
constexpr double kEarliest = -62135683200.0 - 86400;
constexpr double kLatest = 253402300800.0 + 86400;

// Microseconds up to this are exact as doubles: the year 2255.
constexpr double kLastArrival = 9007199254740992.0;

}  // namespace

const double kMostDateWeight = kLastArrival;

void SegmentCounts::count(std::uint32_t document, const MatchCounts& wanted) {
  ++matches;
  for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
    segment->columns().for_each_value(wanted.fields[i], document,
                                      [&](std::uint32_t value) { ++facets[i][value]; });
  }
  if (wanted.timeline)
    days.add(segment->columns().day(document), segment->columns().precision(document));
  if (wanted.grouped != nullptr)
    groups.add(wanted.grouped->similar_groups().group_of(groups.first_article + document),
               document);
}

void GroupedMatches::add(std::uint32_t group, std::uint32_t document) {
  if (group != kNoGroup) matches.push_back({group, document});
}

WidenedCounts* MatchCounts::widened_by(std::size_t field) {
  const auto found =
      std::find_if(widened.begin(), widened.end(),
                   [field](const WidenedCounts& counts) { return counts.field == field; });
  return found == widened.end() ? nullptr : &*found;
}

SegmentCounts& MatchCounts::add_segment(const Segment& segment) {
  auto counts = std::make_unique<SegmentCounts>();
  counts->segment = &segment;
  for (const std::size_t field : fields)
    counts->facets.emplace_back(segment.columns().values(field));
  if (grouped != nullptr) counts->groups.first_article = grouped->article_number({&segment, 0});
  segments.push_back(std::move(counts));
  return *segments.back();
}

std::uint64_t MatchCounts::matches() const {
  std::uint64_t sum = 0;
  for (const auto& segment : segments) sum += segment->matches;
  return sum;
}

std::uint64_t MatchCounts::stories() const {
  std::uint64_t alone = 0;
  std::vector<bool> seen(grouped != nullptr ? grouped->similar_groups().groups() : 0);
  for (const auto& segment : segments) {
    alone += segment->matches - segment->groups.matches.size();
    for (const GroupedMatches::Match& match : segment->groups.matches) seen[match.group] = true;
  }
  return alone + static_cast<std::uint64_t>(std::count(seen.begin(), seen.end(), true));
}

double date_weight(const Segment& segment, std::uint32_t document, Sort sort) {
  if (sort == Sort::added) return static_cast<double>(segment.arrivals().added(document));
  if (sort == Sort::arrival)
    return kLastArrival - static_cast<double>(segment.arrivals().added(document));
  const std::int64_t at = segment.columns().instant(document);
  if (at == kUndated) return 0;
  return sort == Sort::newest ? static_cast<double>(at) - kEarliest
                              : kLatest - static_cast<double>(at);
}

}  // namespace dateline
