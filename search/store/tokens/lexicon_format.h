#pragma once

#include <cstddef>
#include <cstdint>

// What the reader and the writer of lexicon.h share.
namespace dateline::lexicon_format {

inline constexpr std::uint64_t kMagic = 0x3178656C656E6C44;  // "Dlnelex1"
inline constexpr std::size_t kHeader = 3 * sizeof(std::uint64_t);
inline constexpr std::size_t kEntry = 20;
inline constexpr std::uint8_t kAcronym = 1;
inline constexpr std::uint8_t kCompound = 2;
inline constexpr std::uint8_t kFoldedIsSurface = 4;
inline constexpr std::uint8_t kStemIsPrefix = 8;
inline constexpr std::uint8_t kStemIsWhole = 16;  // and so of no language
inline constexpr std::uint32_t kMostSmall = 0xFFFFFF;

}  // namespace dateline::lexicon_format
