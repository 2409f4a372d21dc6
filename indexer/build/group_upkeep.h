#pragma once

#include <filesystem>

#include "indexer/build/index_state.h"
#include "search/store/manifest.h"

// When groups of near-duplicates are found anew. That takes some 1.5 us for each article of the
// index: nothing beside a run over files, too much for each push into a large archive.
namespace dateline {

// Whether all articles of a state were there when its groups were found.
bool is_grouped(const IndexState& state);

// Puts the groups of a generation that is being made into its folder, and adds them to its files.
// Its segments lie there already and are those of `state`.
//
// A run finds them anew. A push or a merge does so where the archive is small, where a fiftieth of
// the articles came since the last time, or where a segment that they were found in is gone; else
// it takes the file of the generation before, in which the newest articles are in no group.
void place_groups(const std::filesystem::path& index, IndexState& state,
                  const std::filesystem::path& made, Manifest& manifest);

}  // namespace dateline
