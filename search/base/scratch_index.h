#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "search/base/scratch_array.h"

namespace dateline {

// Finds numbers by hashes of what they stand for. An open hash table in scratch memory, at most
// half full: 32 to 64 bytes an entry. Whoever asks says which of the numbers of a hash it is, so
// what they stand for may lie anywhere.
class ScratchIndex {
 public:
  explicit ScratchIndex(const std::filesystem::path& folder) : folder_(folder), slots_(folder) {
    slots_.resize(kFirstSlots);
  }

  // Of the numbers with this hash, the first for which is(number).
  template <typename Is>
  std::optional<std::uint64_t> find(std::uint64_t hash, const Is& is) const {
    for (std::size_t at = hash & mask(); slots_[at].entry != 0; at = (at + 1) & mask()) {
      if (slots_[at].hash == hash && is(slots_[at].entry - 1)) return slots_[at].entry - 1;
    }
    return std::nullopt;
  }

  // Any number but the greatest of 64 bits.
  void add(std::uint64_t hash, std::uint64_t number) {
    if (2 * ++entries_ > slots_.size()) grow();
    put({.hash = hash, .entry = number + 1});
  }

 private:
  struct Slot {
    std::uint64_t hash;
    std::uint64_t entry;  // the number + 1; 0: it is free
  };
  static constexpr std::size_t kFirstSlots = 64;

  std::size_t mask() const { return slots_.size() - 1; }

  void put(const Slot& slot) {
    std::size_t at = slot.hash & mask();
    while (slots_[at].entry != 0) at = (at + 1) & mask();
    slots_[at] = slot;
  }

  void grow() {
    ScratchArray<Slot> before(folder_);
    before.resize(2 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.entry != 0) put(slot);
    }
  }

  std::filesystem::path folder_;
  ScratchArray<Slot> slots_;
  std::uint64_t entries_ = 0;
};

}  // namespace dateline
