#pragma once

#include <cstdint>

#include "indexer/build/build_options.h"
#include "indexer/build/build_report.h"
#include "indexer/build/index_writer.h"
#include "indexer/build/progress.h"

namespace dateline {

// Brings the index up to date with the articles below the paths: builds a generation beside those
// that are there, and publishes it. Until the last step nothing that a reader sees is touched; a
// run that fails leaves no trace but what the next one removes.
//
// With Scope::changes only files are opened that are new or changed since the last run. Their new
// and changed articles become a segment of their own beside those that are there, which are linked
// and keep a list of the documents that are gone. The articles are those of a full build.
// Everything is read where that cannot be had: without a record of the last run, with other
// settings, or where a fifth of the documents is gone. With nothing new nothing is published.
// Articles that were pushed stay, and are read again from their queue where everything is.
//
// Publishes nothing and reports generation 0 where there is no article. Throws InputError for a
// path that does not exist and where too many articles would go, IndexError where the disk has not
// enough room or another process is writing, RunCancelled, std::filesystem::filesystem_error where
// the disk fails.
BuildReport build_index(const BuildOptions& options, Progress& progress);

// What is done about small segments.
enum class Merging : std::uint8_t {
  at_once,  // before the generation is published
  later,    // merge_in_background() is called
};

// The same for a process that writes to the index anyway. One run at a time; other threads may
// publish while it reads.
BuildReport build_index(IndexWriter& writer, const BuildOptions& options, Progress& progress,
                        Merging merging);

}  // namespace dateline
