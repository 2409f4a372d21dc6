#include "search/facets.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "search/base/error.h"
#include "search/base/utf8.h"
#include "search/match/story_counts.h"
#include "search/plan/filter_values.h"
#include "search/store/article/fields.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

// Of the counts of a segment, the least that is among the first `most`; only of one segment: values
// of several add up.
std::uint64_t least_shown(const MatchCounts& counts, std::size_t wanted, std::size_t most) {
  if (counts.segments.size() != 1) return 1;
  std::vector<std::uint64_t> all = counts.segments.front()->facets[wanted];
  if (all.size() <= most) return 1;
  const auto last = all.begin() + static_cast<std::ptrdiff_t>(most) - 1;
  std::nth_element(all.begin(), last, all.end(), std::greater<>());
  return std::max<std::uint64_t>(*last, 1);
}

// How many values of a segment's field have a match.
std::uint64_t values_with_matches(const SegmentCounts& counts, std::size_t wanted) {
  const std::vector<std::uint64_t>& all = counts.facets[wanted];
  return static_cast<std::uint64_t>(
      std::count_if(all.begin(), all.end(), [](std::uint64_t count) { return count > 0; }));
}

// Segments spell a value each its own way.
using ByFolded = std::map<std::string, FacetValue>;

// The values of all segments that have at least so many matches in one.
ByFolded values_of(const MatchCounts& counts, std::size_t wanted, std::uint64_t least,
                   std::string_view prefix) {
  ByFolded by_folded;
  for (const auto& segment : counts.segments) {
    for (std::uint32_t number = 0; number < segment->facets[wanted].size(); ++number) {
      const std::uint64_t count = segment->facets[wanted][number];
      if (count < least) continue;
      const std::string_view text =
          segment->segment->columns().value(counts.fields[wanted], number);
      std::string folded = fold_value(text);
      if (!has_word_beginning(folded, prefix)) continue;
      FacetValue& value = by_folded[std::move(folded)];
      if (value.value.empty()) value.value = text;
      value.count += count;
    }
  }
  return by_folded;
}

void cut_to(std::vector<FacetValue>& values, const FacetWindow& window) {
  const auto begin = static_cast<std::ptrdiff_t>(std::min(window.offset, values.size()));
  values.erase(values.begin(), values.begin() + begin);
  if (values.size() > window.limit) values.resize(window.limit);
}

Facet counted(const MatchCounts& counts, std::size_t wanted, const FacetWindow& window) {
  const std::string prefix = fold_value(window.prefix);
  const bool is_one_segment = prefix.empty() && counts.segments.size() == 1;
  const std::uint64_t least =
      is_one_segment ? least_shown(counts, wanted, window.offset + window.limit) : 1;
  ByFolded values = values_of(counts, wanted, least, prefix);
  Facet facet{.field = std::string(kFilterFields[counts.fields[wanted]].name),
              .distinct = is_one_segment ? values_with_matches(*counts.segments.front(), wanted)
                                         : values.size()};
  for (auto& [folded, value] : values) facet.values.push_back(std::move(value));
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  cut_to(facet.values, window);
  return facet;
}

Facet facet_named(const std::string& name, const MatchCounts& counts, const FacetWindow& window) {
  const std::size_t field = filter_field(name);
  for (const WidenedCounts& widened : counts.widened) {
    if (widened.field == field) return counted(widened.counts, 0, window);
  }
  const auto found = std::find(counts.fields.begin(), counts.fields.end(), field);
  return counted(counts, static_cast<std::size_t>(found - counts.fields.begin()), window);
}

bool narrows(const std::vector<Filter>& filters, std::string_view field) {
  return std::any_of(filters.begin(), filters.end(),
                     [&](const Filter& filter) { return filter.field == field; });
}

// Whether the request's own filters on the field are to be left out of its counts.
bool is_widened(const SearchRequest& request, std::string_view field) {
  return request.facet_counts == FacetCounts::disjunctive &&
         (narrows(request.filters, field) || narrows(request.excluded, field));
}

Precision precision_of(Period period) {
  if (period == Period::year) return Precision::year;
  return period == Period::month ? Precision::month : Precision::day;
}

std::string period_of(Date date, Period period) {
  date.precision = precision_of(period);
  return format_day(date);
}

// Where no day is known of any article: what is known of one at least.
Period period_for_coarse(const DayCounts& days) {
  Period period = Period::year;
  days.for_each_coarse([&](std::int32_t /*day*/, Precision precision, std::uint64_t /*count*/) {
    if (precision == Precision::month) period = Period::month;
  });
  return period;
}

// The finest period that keeps a timeline of these days within some hundred and twenty bars; years
// are as many as they are.
Period period_for(const DayCounts& days) {
  constexpr std::int32_t kMostDays = 92;
  constexpr std::int32_t kMostMonths = 3'660;  // in days
  std::optional<std::int32_t> first;
  std::int32_t last = 0;
  days.for_each([&](std::int32_t day, std::uint64_t /*count*/) {
    if (!first) first = day;
    last = day;
  });
  if (!first) return period_for_coarse(days);
  const std::int32_t span = last - *first;
  return span <= kMostDays ? Period::day : span <= kMostMonths ? Period::month : Period::year;
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
  const bool stories = request.group == Grouping::similar || request.count == CountUnit::stories;
  if (request.facets.empty() && request.timeline == Period::none && !stories) return std::nullopt;
  MatchCounts counts{.timeline = request.timeline != Period::none,
                     .grouped = stories ? &generation : nullptr};
  for (const std::string& name : request.facets) {
    const std::size_t field = filter_field(name);
    if (field == kFilterFields.size()) throw InputError("there is no facet " + name);
    if (is_widened(request, name)) {
      counts.widened.push_back({.field = field,
                                .own_filter = {},
                                .counts = {.fields = {field}, .grouped = counts.grouped}});
    } else {
      counts.fields.push_back(field);
    }
  }
  return counts;
}

std::vector<Facet> facets_of(const MatchCounts& counts, const SearchRequest& request) {
  std::vector<Facet> facets;
  for (const std::string& name : request.facets) facets.push_back(facet_named(name, counts, {}));
  return facets;
}

Facet facet_of(const MatchCounts& counts, const SearchRequest& request, const FacetWindow& window) {
  return facet_named(request.facets.front(), counts, window);
}

std::vector<TimelineBucket> timeline_of(const MatchCounts& counts, Period period, CountUnit unit) {
  if (period == Period::none) return {};
  DayCounts days;
  for (const auto& segment : counts.segments) days.add(segment->days);
  if (period == Period::automatic) period = period_for(days);
  if (unit == CountUnit::stories) count_stories_by_period(counts, period, days);
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
