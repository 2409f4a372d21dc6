#pragma once

#include <filesystem>

#include "indexer/build/index_state.h"
#include "search/store/manifest.h"
#include "search/store/public_database.h"

// When the public Xapian databases of segments are made anew. That takes some 100 us for each
// article of a segment: nothing beside a run over files, too much for each push into a large
// archive.
namespace dateline {

// Puts the public database of a generation that is being made into its folder, and adds it to its
// files: one file a segment, and the stub that opens them all. Its segments lie there already and
// are those of `state`.
//
// The database of a segment is the one of the generation before, as long as it has the same
// articles. A run makes it anew where they differ. A push or a merge does so in small segments; in
// others, an article that was deleted stays in the database until the next run.
void place_public_databases(const IndexState& state, const PublishOptions& options,
                            const std::filesystem::path& made, Manifest& manifest);

// Whether the databases of the current generation have the articles of `state`, and no others.
bool have_current_public_databases(const IndexState& state, PublicDatabase kind);

}  // namespace dateline
