#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "search/match/index_query.h"
#include "search/query/search_request.h"
#include "search/store/columns/columns.h"
#include "search/store/columns/day_counts.h"
#include "search/store/generation.h"
#include "search/store/segment.h"

namespace dateline {

struct MatchCounts;
struct WidenedCounts;

// The matches of a segment that have others of nearly the same text.
struct GroupedMatches {
  struct Match {
    std::uint32_t group;
    std::uint32_t document;
  };

  std::uint32_t first_article = 0;  // of the segment, in Generation::similar_groups()
  std::vector<Match> matches;

  void add(std::uint32_t group, std::uint32_t document);
};

// Counts of one segment's matches, by value number of each facet, by day and by group.
struct SegmentCounts {
  const Segment* segment = nullptr;
  std::uint64_t matches = 0;
  std::vector<std::vector<std::uint64_t>> facets;  // as MatchCounts::fields; by value number
  DayCounts days;                                  // where a timeline is wanted
  GroupedMatches groups;                           // where stories are to be counted

  void count(std::uint32_t document, const MatchCounts& wanted);

  // The same of many documents, column by column; `for_each(use)` calls `use` with each.
  template <typename ForEach>
  void count_each(const ForEach& for_each, const MatchCounts& wanted);

  // The same of all documents of the segment but those that `for_each_other` goes through; but for
  // their groups, for which find_groups() is there.
  template <typename ForEach>
  void count_all_but(const ForEach& for_each_other, const MatchCounts& wanted);

  template <typename ForEach>
  void find_groups(const ForEach& for_each, const Generation& generation);
};

struct MatchCounts {
  std::vector<std::size_t> fields;  // of kFilterFields, to count
  bool timeline = false;
  const Generation* grouped = nullptr;  // where stories are to be counted
  std::vector<std::unique_ptr<SegmentCounts>> segments;
  std::vector<WidenedCounts> widened;  // of fields that are not in `fields`

  // Those of this field; null where they are not wanted.
  WidenedCounts* widened_by(std::size_t field);

  SegmentCounts& add_segment(const Segment& segment);
  std::uint64_t matches() const;  // of all segments
  std::uint64_t stories() const;  // the same, those of one group counted once
};

// The counts of one facet among what would match without the filters on its own field.
struct WidenedCounts {
  std::size_t field = 0;
  IndexQuery own_filter;  // which the ranker sets
  MatchCounts counts;
};

template <typename ForEach>
void SegmentCounts::count_each(const ForEach& for_each, const MatchCounts& wanted) {
  const Columns& columns = segment->columns();
  for_each([&](std::uint32_t /*document*/) { ++matches; });
  for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
    for_each([&](std::uint32_t document) {
      columns.for_each_value(wanted.fields[i], document,
                             [&](std::uint32_t value) { ++facets[i][value]; });
    });
  }
  if (wanted.timeline)
    for_each([&](std::uint32_t document) {
      days.add(columns.day(document), columns.precision(document));
    });
}

template <typename ForEach>
void SegmentCounts::find_groups(const ForEach& for_each, const Generation& generation) {
  const SimilarGroups& all = generation.similar_groups();
  for_each([&](std::uint32_t document) {
    groups.add(all.group_of(groups.first_article + document), document);
  });
}

template <typename ForEach>
void SegmentCounts::count_all_but(const ForEach& for_each_other, const MatchCounts& wanted) {
  const Columns& columns = segment->columns();
  const ColumnTotals& totals = segment->totals();
  matches = segment->documents();
  for_each_other([&](std::uint32_t /*document*/) { --matches; });
  for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
    facets[i] = totals.values[wanted.fields[i]];
    for_each_other([&](std::uint32_t document) {
      columns.for_each_value(wanted.fields[i], document,
                             [&](std::uint32_t value) { --facets[i][value]; });
    });
  }
  if (!wanted.timeline) return;
  days = totals.days;
  for_each_other([&](std::uint32_t document) {
    days.take_away(columns.day(document), columns.precision(document));
  });
}

// By which rankings sort articles by their date or arrival: greater comes first; undated ones weigh
// 0. Never more than kMostDateWeight.
double date_weight(const Segment& segment, std::uint32_t document, Sort sort);
extern const double kMostDateWeight;

}  // namespace dateline
