#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Numbers strings in the order in which they are first seen. Each lies in one arena with its number
// before it, and the hash table is open, so that a known string costs two cache misses: its slot
// and its record. At most 2^32 strings of 2^40 bytes together.
class StringTable {
 public:
  StringTable();

  struct Interned {
    std::uint32_t number = 0;
    bool added = false;
  };

  Interned intern(std::string_view text);

  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size()); }
  std::string_view operator[](std::uint32_t number) const;

 private:
  std::string_view string_at(std::uint64_t record) const;
  void add_record(std::uint32_t number, std::string_view text);
  void grow();

  std::string arena_;
  std::vector<std::uint64_t> records_;  // where each string's record begins in the arena, by number
  std::vector<std::uint64_t> slots_;    // a power of two, at most half full
};

}  // namespace dateline
