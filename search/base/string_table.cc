#include "search/base/string_table.h"

#include <cstring>

#include <xxhash.h>

namespace dateline {
namespace {

// A slot has a part of the hash above, and below it where the string's record begins + 1; 0 if it
// is empty. A record is its number, its length and its bytes.
constexpr unsigned kPlaceBits = 40;
constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;
constexpr std::size_t kHeader = 2 * sizeof(std::uint32_t);

template <typename Number>
Number bytes_at(const char* at) {
  Number bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

// Whether texts of one length, from one Number to two of them, are the same.
template <typename Number>
bool equal_ends(std::string_view a, std::string_view b) {
  const std::size_t last = a.size() - sizeof(Number);
  return bytes_at<Number>(a.data()) == bytes_at<Number>(b.data()) &&
         bytes_at<Number>(a.data() + last) == bytes_at<Number>(b.data() + last);
}

// Most strings are words of 4 to 16 bytes, for which a call of memcmp() costs more than its work.
bool are_equal(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.size() >= 8 && a.size() <= 16) return equal_ends<std::uint64_t>(a, b);
  if (a.size() >= 4 && a.size() < 8) return equal_ends<std::uint32_t>(a, b);
  return a == b;
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

std::uint64_t slot_of(std::uint64_t hash, std::uint64_t record) {
  return (hash & ~kPlaceMask) | (record + 1);
}

}  // namespace

StringTable::StringTable() : slots_(1024) {}

std::string_view StringTable::string_at(std::uint64_t record) const {
  const char* const header = arena_.data() + record;
  return {header + kHeader, bytes_at<std::uint32_t>(header + sizeof(std::uint32_t))};
}

std::string_view StringTable::operator[](std::uint32_t number) const {
  return string_at(records_[number]);
}

StringTable::Interned StringTable::intern(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    if (((slots_[at] ^ hash) & ~kPlaceMask) != 0) continue;
    const std::uint64_t record = (slots_[at] & kPlaceMask) - 1;
    if (are_equal(string_at(record), text))
      return {bytes_at<std::uint32_t>(arena_.data() + record), false};
  }
  const std::uint32_t number = size();
  slots_[at] = slot_of(hash, arena_.size());
  add_record(number, text);
  if (size() * 2 > slots_.size()) grow();
  return {number, true};
}

void StringTable::add_record(std::uint32_t number, std::string_view text) {
  records_.push_back(arena_.size());
  for (const std::uint32_t head : {number, static_cast<std::uint32_t>(text.size())})
    arena_.append(reinterpret_cast<const char*>(&head), sizeof head);
  arena_ += text;
}

void StringTable::grow() {
  std::vector<std::uint64_t> slots(slots_.size() * 2);
  const std::size_t mask = slots.size() - 1;
  for (const std::uint64_t record : records_) {
    const std::uint64_t hash = hash_of(string_at(record));
    std::size_t at = hash & mask;
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = slot_of(hash, record);
  }
  slots_.swap(slots);
}

}  // namespace dateline
