#include "search/match/story_counts.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

#include "search/base/date.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

struct Member {
  std::uint32_t group = 0;
  std::uint32_t segment = 0;  // its place in MatchCounts::segments
  std::uint32_t document = 0;
};

// Calls `use` with each match that is of a group, and the place of its segment.
template <typename Use>
void for_each_grouped(const MatchCounts& counts, const Use& use) {
  for (std::uint32_t i = 0; i < counts.segments.size(); ++i) {
    for (const GroupedMatches::Match& match : counts.segments[i]->groups.matches) use(match, i);
  }
}

// Of all segments, the matches of one group side by side: counted first, since sorting costs more
// than all the rest.
std::vector<Member> members_of(const MatchCounts& counts) {
  std::vector<std::size_t> next(counts.grouped->similar_groups().groups() + 1);  // place, by group
  for_each_grouped(counts, [&](const GroupedMatches::Match& match, std::uint32_t /*segment*/) {
    ++next[match.group + 1];
  });
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<Member> members(next.back());
  for_each_grouped(counts, [&](const GroupedMatches::Match& match, std::uint32_t segment) {
    members[next[match.group]++] = {match.group, segment, match.document};
  });
  return members;
}

constexpr std::uint32_t kUnnumbered = std::numeric_limits<std::uint32_t>::max();

// One number for a value of a field in all segments, which spell and number it each its own way.
class ValueNumbers {
 public:
  ValueNumbers(const MatchCounts& counts, std::size_t field) : counts_(counts), field_(field) {
    for (const auto& segment : counts.segments)
      numbers_.emplace_back(segment->segment->columns().values(field), kUnnumbered);
  }

  std::uint32_t of(std::uint32_t segment, std::uint32_t value) {
    std::uint32_t& number = numbers_[segment][value];
    if (number == kUnnumbered) {
      const Columns& columns = counts_.segments[segment]->segment->columns();
      const auto next = static_cast<std::uint32_t>(by_folded_.size());
      number = by_folded_.try_emplace(fold_value(columns.value(field_, value)), next).first->second;
    }
    return number;
  }

 private:
  const MatchCounts& counts_;
  const std::size_t field_;
  std::vector<std::vector<std::uint32_t>> numbers_;  // by segment and its number of the value
  std::map<std::string, std::uint32_t> by_folded_;
};

void count_values(MatchCounts& counts, std::size_t wanted, const std::vector<Member>& members) {
  const std::size_t field = counts.fields[wanted];
  ValueNumbers numbers(counts, field);
  std::vector<std::uint32_t> last_group;  // that had the value, by its number
  for (const Member& member : members) {
    SegmentCounts& segment = *counts.segments[member.segment];
    segment.segment->columns().for_each_value(field, member.document, [&](std::uint32_t value) {
      const std::uint32_t number = numbers.of(member.segment, value);
      if (number >= last_group.size()) last_group.resize(number + 1, kNoGroup);
      if (last_group[number] == member.group) --segment.facets[wanted][value];
      last_group[number] = member.group;
    });
  }
}

Precision finest_of(Period period) {
  if (period == Period::year) return Precision::year;
  return period == Period::month ? Precision::month : Precision::day;
}

// The bucket of a timeline that an article of this date is in.
using Bucket = std::tuple<std::int32_t, std::int32_t, std::int32_t>;

Bucket bucket_of(std::int32_t day, Precision precision, Period period) {
  if (day == kNoDay) return {0, 0, 0};
  const Date date = from_day_number(day);
  const Precision known = std::min(precision, finest_of(period));
  return {date.year, known >= Precision::month ? date.month : 0,
          known >= Precision::day ? date.day : 0};
}

}  // namespace

void count_stories_by_value(MatchCounts& counts) {
  std::vector<Member> members;
  if (!counts.fields.empty()) members = members_of(counts);
  for (std::size_t i = 0; i < counts.fields.size(); ++i) count_values(counts, i, members);
  for (WidenedCounts& widened : counts.widened) count_stories_by_value(widened.counts);
}

void count_stories_by_period(const MatchCounts& counts, Period period, DayCounts& days) {
  std::uint32_t group = kNoGroup;
  std::vector<Bucket> seen;  // of the group
  for (const Member& member : members_of(counts)) {
    if (member.group != group) seen.clear();
    group = member.group;
    const Columns& columns = counts.segments[member.segment]->segment->columns();
    const std::int32_t day = columns.day(member.document);
    const Precision precision = columns.precision(member.document);
    const Bucket bucket = bucket_of(day, precision, period);
    if (std::find(seen.begin(), seen.end(), bucket) == seen.end()) {
      seen.push_back(bucket);
    } else {
      days.take_away(day, precision);
    }
  }
}

std::uint64_t ungrouped_matches(const MatchCounts& counts) {
  if (counts.grouped == nullptr) return 0;
  const std::uint32_t known = counts.grouped->similar_groups().articles();
  std::uint64_t matches = 0;
  for (const auto& segment : counts.segments) {
    if (segment->groups.first_article >= known) matches += segment->matches;
  }
  return matches;
}

}  // namespace dateline
