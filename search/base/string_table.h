#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Numbers strings in the order in which they are first seen. Strings lie in one arena and the hash
// table is open, so that a known string costs one cache miss, not the three of std::unordered_map.
class StringTable {
 public:
  StringTable();

  struct Interned {
    std::uint32_t number = 0;
    bool added = false;
  };

  Interned intern(std::string_view text);

  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size() - 1); }
  std::string_view operator[](std::uint32_t number) const;

 private:
  void grow();

  std::string arena_;
  std::vector<std::uint64_t> ends_;  // where each string ends in the arena, after a leading 0
  std::vector<std::uint64_t>
      slots_;  // high half: part of the hash; low half: number + 1, or 0 if empty
};

}  // namespace dateline
