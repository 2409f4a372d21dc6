#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/build/index_writer.h"
#include "indexer/build/known/live_segment.h"
#include "search/store/columns/compression.h"

// Few segments, though every run and every push adds one: each costs every search some 20 us. They
// are merged by size, like with like, so that a document is written again only as often as the
// archive's size has digits to the base of four. What is deleted is left out where it is much.
namespace dateline {

// Which segments are to be merged into one, rising; none where it does not pay.
std::vector<std::size_t> pick_merge(const std::vector<LiveSegment>& segments);

// The last ones that the segment of a push goes into at once: those that are no larger than what
// was collected so far, and together are small.
std::size_t count_small_at_end(const std::vector<LiveSegment>& segments);

// A segment made of some, and where their documents are in it.
struct MergedSegment {
  static constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

  LiveSegment segment;
  std::vector<std::vector<std::uint32_t>> documents;  // of each input; kGone: it was deleted
};

// Makes it in `folder`, which must not exist.
MergedSegment merge_live(const std::vector<LiveSegment>& inputs,
                         const std::shared_ptr<const Dictionary>& dictionary,
                         const std::filesystem::path& folder);

// Puts the merged segment in place of `inputs`, which are named by their places in `segments`; what
// was deleted in them meanwhile is deleted in it.
void replace_merged(std::vector<LiveSegment>& segments, const std::vector<std::size_t>& inputs,
                    MergedSegment merged);

// Merges segments of a state that is being changed, until it does not pay any more. What is read
// for a merge is compared with its manifest first: returns the files that are damaged, where it
// stops at once, and none where all went well.
std::vector<std::string> merge_all(IndexState& state, const std::filesystem::path& workplace);

// Merges segments of the current generation beside all that goes on, and publishes that. False
// where it does not pay, and where the generation is damaged: a run mends it.
bool merge_in_background(IndexWriter& writer);

}  // namespace dateline
