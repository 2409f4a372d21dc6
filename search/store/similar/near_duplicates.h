#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "search/base/scratch_array.h"
#include "search/store/similar/signature.h"

namespace dateline {

// Two articles are linked where their signatures say that their bodies have this share of their
// shingles in common. docs/duplicates.md tells how it was chosen.
inline constexpr double kSimilar = 0.51;

// Copies of a text appear within so many days; the same words later are another article. Articles
// without a date are linked whatever the other one's.
inline constexpr std::int32_t kSimilarDays = 14;

// An article as the search for near-duplicates sees it.
struct SignedArticle {
  Signature signature;
  std::int32_t day = 0;  // day_number(), or kNoDay
};

// Links articles that are nearly the same, directly or by way of others, and returns of each the
// number of one that stands for all that it is linked with (its own where it is alone).
//
// The result depends on what is given and not on its order. Takes time linear in the number of
// articles, and 24 bytes of ScratchArrays, made in `scratch`, for each: only those are compared
// that are equal in a band, and where more than 32 are equal in one, each only with the 32 before
// it by date.
ScratchArray<std::uint32_t> link_near_duplicates(
    std::span<const SignedArticle> articles,
    const std::filesystem::path& scratch = std::filesystem::temp_directory_path());

}  // namespace dateline
