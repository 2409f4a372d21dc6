#include "search/base/string_table.h"

#include <xxhash.h>

namespace dateline {
namespace {

constexpr std::uint64_t kHashMask = 0xFFFFFFFF00000000;

}  // namespace

StringTable::StringTable() : ends_{0}, slots_(1024) {}

std::string_view StringTable::operator[](std::uint32_t number) const {
  return std::string_view(arena_).substr(ends_[number], ends_[number + 1] - ends_[number]);
}

StringTable::Interned StringTable::intern(std::string_view text) {
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const auto number = static_cast<std::uint32_t>(slots_[at]) - 1;
    if ((slots_[at] & kHashMask) == (hash & kHashMask) && (*this)[number] == text)
      return {number, false};
  }
  const std::uint32_t number = size();
  arena_ += text;
  ends_.push_back(arena_.size());
  slots_[at] = (hash & kHashMask) | (number + 1);
  if (size() * 2 > slots_.size()) grow();
  return {number, true};
}

void StringTable::grow() {
  std::vector<std::uint64_t> slots(slots_.size() * 2);
  const std::size_t mask = slots.size() - 1;
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::string_view text = (*this)[number];
    const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
    std::size_t at = hash & mask;
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = (hash & kHashMask) | (number + 1);
  }
  slots_.swap(slots);
}

}  // namespace dateline
