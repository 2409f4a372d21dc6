#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include <xxhash.h>

// What the reader and the writer of posting_lists.h share.
namespace dateline::posting_lists_format {

inline constexpr std::uint64_t kMagic = 0x3174734C656E6C44;  // "DlneLst1"
inline constexpr std::size_t kFooter = 5 * sizeof(std::uint64_t);
inline constexpr std::size_t kSlot = 2 * sizeof(std::uint64_t);

// A term is frequent where it has so many documents, and one of so many documents has it. Rarer
// ones are smaller, and fast enough, as gaps.
inline constexpr std::uint32_t kLeastFrequent = 64;
inline constexpr std::uint32_t kFrequentShare = 32;

// Bits of a frequency.
inline constexpr std::array<std::uint32_t, 7> kWidths = {0, 1, 2, 4, 8, 16, 32};

inline constexpr std::uint64_t kFrequent = 1;
inline constexpr std::uint64_t kWithoutFrequencies = 2;

inline constexpr std::uint16_t kMost16Bits = 0xFFFF;
inline std::uint16_t at_most_16_bits(std::uint32_t value) {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(value, kMost16Bits));
}

inline std::uint64_t hash_of(std::string_view term) {
  return XXH3_64bits(term.data(), term.size());
}

}  // namespace dateline::posting_lists_format
