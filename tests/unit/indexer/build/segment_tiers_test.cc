#include "indexer/build/segment_tiers.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Segments of so many documents, of which none is deleted.
std::vector<LiveSegment> segments_of(const std::vector<std::size_t>& sizes) {
  std::vector<LiveSegment> segments;
  for (const std::size_t size : sizes) segments.push_back({.deleted = std::vector<bool>(size)});
  return segments;
}

TEST(SegmentTiers, MergeFourOfASize) {
  EXPECT_THAT(pick_merge(segments_of({100'000, 10, 11, 12})), IsEmpty());
  EXPECT_THAT(pick_merge(segments_of({100'000, 10, 11, 12, 13})), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(pick_merge(segments_of({9000, 300, 400, 10, 500, 600})), ElementsAre(1, 2, 4, 5));
}

TEST(SegmentTiers, WriteASegmentAnewOfWhichAFifthIsDeleted) {
  std::vector<LiveSegment> segments = segments_of({100, 10});
  for (std::size_t i = 0; i < 20; ++i) segments[0].deleted[i] = true;
  EXPECT_THAT(pick_merge(segments), IsEmpty());
  segments[0].deleted[20] = true;
  EXPECT_THAT(pick_merge(segments), ElementsAre(0));
}

TEST(SegmentTiers, CollectOnlySmallSegmentsWhenAnArticleIsPushed) {
  EXPECT_EQ(count_small_at_end(segments_of({5})), 1U);
  EXPECT_EQ(count_small_at_end(segments_of({2, 1, 1})), 3U);
  EXPECT_EQ(count_small_at_end(segments_of({4, 1, 1})), 2U);
  EXPECT_EQ(count_small_at_end(segments_of({300, 300})), 1U);
}

// However many are pushed, the segments stay few and a document is seldom written again.
TEST(SegmentTiers, StayFewAndCheap) {
  constexpr std::size_t kPushes = 5'000;
  std::vector<LiveSegment> segments;
  std::size_t most = 0;
  std::uint64_t written = 0;
  const auto merge = [&](const std::vector<std::size_t>& which) {
    LiveSegment merged;
    for (const std::size_t i : which)
      merged.deleted.resize(merged.deleted.size() + segments[i].deleted.size());
    written += merged.deleted.size();
    for (auto i = which.rbegin(); i != which.rend(); ++i)
      segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(*i));
    segments.push_back(std::move(merged));
  };
  for (std::size_t push = 0; push < kPushes; ++push) {
    segments.push_back({.deleted = std::vector<bool>(1)});
    ++written;
    std::vector<std::size_t> small;
    for (std::size_t i = segments.size() - count_small_at_end(segments); i < segments.size(); ++i)
      small.push_back(i);
    if (small.size() > 1) merge(small);
    most = std::max(most, segments.size());
    for (auto which = pick_merge(segments); !which.empty(); which = pick_merge(segments))
      merge(which);
  }
  EXPECT_LE(most, 15U);
  EXPECT_LE(written, 8 * kPushes);
}

}  // namespace
}  // namespace dateline
