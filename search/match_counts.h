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

// How many matches each day has. Memory: 4 bytes for each day from the first to the last.
class DayCounts {
 public:
  // `day` may be kNoDay.
  void add(std::int32_t day);

  std::uint64_t undated() const { return undated_; }

  // Calls `use` with each day that has matches, and their number, by rising day.
  template <typename Use>
  void for_each(const Use& use) const {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0) use(first_ + static_cast<std::int32_t>(i), counts_[i]);
    }
  }

 private:
  void make_room(std::int32_t day);

  std::int32_t first_ = 0;
  std::vector<std::uint32_t> counts_;  // of the days from first_ on
  std::uint64_t undated_ = 0;
};

// Counts of one segment's matches, by value number of each facet and by day.
struct SegmentCounts {
  const Segment* segment = nullptr;
  std::uint64_t matches = 0;
  std::vector<std::vector<std::uint64_t>> facets;  // as MatchCounts::fields; by value number
  DayCounts days;                                  // where a timeline is wanted

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
