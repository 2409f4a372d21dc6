#pragma once

#include <filesystem>

#include "indexer/build/index_state.h"

namespace dateline {

// Gives the articles that a generation publishes for the first time their arrival (see
// search/store/columns/arrivals.h), in the files of its segments that are not published yet, and
// the state its last one. An article whose id the current generation has keeps when it was added,
// and when it changed if its content is the same. So does one of a generation that was rolled back,
// as long as nothing has arrived since. One that was removed and comes back arrives again. Arrivals
// only ever rise, whatever the clock does.
//
// Reads 8 bytes of each article of the current generation. `scratch` is a folder for scratch
// memory.
void stamp_arrivals(const std::filesystem::path& index, IndexState& state, Contents contents,
                    const std::filesystem::path& scratch);

}  // namespace dateline
