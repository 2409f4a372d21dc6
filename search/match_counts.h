#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "search/columns.h"
#include "search/search_request.h"
#include "search/segment.h"

namespace dateline {

struct MatchCounts;

// Counts of one segment's matches, by value number of each facet and by day.
struct SegmentCounts {
  const Segment* segment = nullptr;
  std::uint64_t matches = 0;
  std::vector<std::vector<std::uint64_t>> facets;  // as MatchCounts::fields; by value number
  std::vector<std::int32_t> days;                  // of each match, where a timeline is wanted

  void count(std::uint32_t document, const MatchCounts& wanted);
};

struct MatchCounts {
  std::vector<std::size_t> fields;  // of kFilterFields, to count
  bool timeline = false;
  std::vector<std::unique_ptr<SegmentCounts>> segments;

  SegmentCounts& add_segment(const Segment& segment);
  std::uint64_t matches() const;  // of all segments
};

// By which rankings sort articles by their date: greater comes first; undated ones weigh 0. Never
// more than kMostDateWeight.
double date_weight(const Columns& columns, std::uint32_t document, Sort sort);
extern const double kMostDateWeight;

}  // namespace dateline
