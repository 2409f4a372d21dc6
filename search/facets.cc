#include "search/facets.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "search/error.h"
#include "search/fields.h"
#include "search/fold.h"
#include "search/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxValues = 100;

// Of the counts of a segment, the least that is among the first kMaxValues; only of one segment:
// values of several add up.
std::uint64_t least_shown(const MatchCounts& counts, std::size_t wanted) {
  if (counts.segments.size() != 1) return 1;
  std::vector<std::uint64_t> all = counts.segments.front()->facets[wanted];
  if (all.size() <= kMaxValues) return 1;
  const auto last = all.begin() + (kMaxValues - 1);
  std::nth_element(all.begin(), last, all.end(), std::greater<>());
  return std::max<std::uint64_t>(*last, 1);
}

Facet facet_of(const MatchCounts& counts, std::size_t wanted) {
  const std::size_t field = counts.fields[wanted];
  const std::uint64_t least = least_shown(counts, wanted);
  std::map<std::string, FacetValue> by_folded;  // segments spell a value each its own way
  for (const auto& segment : counts.segments) {
    for (std::uint32_t number = 0; number < segment->facets[wanted].size(); ++number) {
      if (segment->facets[wanted][number] < least) continue;
      const std::string_view text = segment->segment->columns().value(field, number);
      FacetValue& value = by_folded[fold_value(text)];
      if (value.value.empty()) value.value = text;
      value.count += segment->facets[wanted][number];
    }
  }
  Facet facet{.field = std::string(kFilterFields[field].name)};
  for (auto& [folded, value] : by_folded) facet.values.push_back(std::move(value));
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (facet.values.size() > kMaxValues) facet.values.resize(kMaxValues);
  return facet;
}

Precision precision_of(Period period) {
  if (period == Period::year) return Precision::year;
  return period == Period::month ? Precision::month : Precision::day;
}

std::string period_of(Date date, Period period) {
  date.precision = precision_of(period);
  return format_day(date);
}

bool is_same_period(const Date& a, const Date& b, Period period) {
  if (period == Period::day) return false;  // days differ
  return a.year == b.year && (period == Period::year || a.month == b.month);
}

// Puts articles of which only the year or the month is known into its bucket, which stands before
// those of its days and months.
void add_coarse(std::vector<TimelineBucket>& buckets, const DayCounts& days, Period period) {
  days.for_each_coarse([&](std::int32_t day, Precision precision, std::uint64_t count) {
    Date date = from_day_number(day);
    date.precision = std::min(precision, precision_of(period));
    TimelineBucket bucket{format_day(date), 0};
    if (precision < precision_of(period)) bucket.precision = precision;
    auto place = std::lower_bound(
        buckets.begin(), buckets.end(), bucket.period,
        [](const TimelineBucket& a, const std::string& b) { return a.period < b; });
    if (place == buckets.end() || place->period != bucket.period)
      place = buckets.insert(place, std::move(bucket));
    place->count += count;
  });
}

}  // namespace

std::optional<MatchCounts> wanted_counts(const SearchRequest& request,
                                         const Generation& generation) {
  const bool grouped = request.group == Grouping::similar;
  if (request.facets.empty() && request.timeline == Period::none && !grouped) return std::nullopt;
  MatchCounts counts{.timeline = request.timeline != Period::none,
                     .grouped = grouped ? &generation : nullptr};
  for (const std::string& name : request.facets) {
    const std::size_t field = filter_field(name);
    if (field == kFilterFields.size()) throw InputError("there is no facet " + name);
    counts.fields.push_back(field);
  }
  return counts;
}

std::vector<Facet> facets_of(const MatchCounts& counts) {
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < counts.fields.size(); ++i) facets.push_back(facet_of(counts, i));
  return facets;
}

std::vector<TimelineBucket> timeline_of(const MatchCounts& counts, Period period) {
  if (period == Period::none) return {};
  DayCounts days;
  for (const auto& segment : counts.segments) days.add(segment->days);
  std::vector<TimelineBucket> buckets;
  std::optional<Date> last;  // day of the last bucket
  days.for_each([&](std::int32_t day, std::uint64_t count) {
    const Date date = from_day_number(day);
    if (!last || !is_same_period(*last, date, period))
      buckets.push_back({period_of(date, period), 0});
    last = date;
    buckets.back().count += count;
  });
  add_coarse(buckets, days, period);
  if (days.undated() > 0) buckets.push_back({"", days.undated()});
  return buckets;
}

}  // namespace dateline
