#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dateline {

// How many documents each day has. Memory: 4 bytes for each day from the first to the last.
class DayCounts {
 public:
  // `day` may be kNoDay (columns.h).
  void add(std::int32_t day);
  void take_away(std::int32_t day);  // one that was added
  void add(const DayCounts& others);

  std::uint64_t undated() const { return undated_; }

  // Calls `use` with each day that has documents, and their number, by rising day.
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

}  // namespace dateline
