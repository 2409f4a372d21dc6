#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "search/base/date.h"

namespace dateline {

// How many documents each day has, and apart from these, each month and year of which the day is
// not known. Memory: 4 bytes for each day from the first to the last.
class DayCounts {
 public:
  // `day` may be kNoDay (columns.h); of a month or a year, its first day.
  void add(std::int32_t day, Precision precision);
  void take_away(std::int32_t day, Precision precision);  // one that was added
  void add(const DayCounts& others);

  std::uint64_t undated() const { return undated_; }

  // Calls `use` with each day that has documents, and their number, by rising day: documents whose
  // day is known.
  template <typename Use>
  void for_each(const Use& use) const {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0) use(first_ + static_cast<std::int32_t>(i), counts_[i]);
    }
  }

  // Calls `use` with each month and year that has documents of which no more is known: its first
  // day, its precision and their number.
  template <typename Use>
  void for_each_coarse(const Use& use) const {
    for (const auto& [period, count] : coarse_) {
      if (count > 0) use(period.first, period.second, count);
    }
  }

 private:
  void make_room(std::int32_t day);

  std::int32_t first_ = 0;
  std::vector<std::uint32_t> counts_;  // of the days from first_ on
  std::map<std::pair<std::int32_t, Precision>, std::uint32_t> coarse_;
  std::uint64_t undated_ = 0;
};

}  // namespace dateline
