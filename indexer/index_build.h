#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "indexer/build_report.h"
#include "indexer/progress.h"
#include "indexer/record_source.h"

namespace dateline {

struct BuildOptions {
  std::filesystem::path index;
  std::vector<std::filesystem::path> paths;
  SourceOptions sources;
  std::uint32_t threads = 0;                 // 0: one a processor
  std::uint64_t memory_bytes = 1ULL << 30U;  // of the whole run, roughly
  std::uint32_t keep_generations = 2;

  enum class Scope : std::uint8_t { changes, everything };
  Scope scope = Scope::changes;

  // What is done where more than this share of the articles would go: a folder that is empty or not
  // mounted must not delete an archive.
  enum class Removal : std::uint8_t { refuse, allow };
  Removal removal = Removal::refuse;
  double max_removed_share = 0.5;
};

// Brings the index up to date with the articles below the paths: builds a generation beside those
// that are there, and publishes it. Until the last step nothing that a reader sees is touched; a
// run that fails leaves no trace but what the next one removes.
//
// With Scope::changes only files are opened that are new or changed since the last run. Their new
// and changed articles become a segment of their own beside those that are there, which are linked
// and keep a list of the documents that are gone. The articles are those of a full build.
// Everything is read where that cannot be had: without a record of the last run, with other
// settings, or where a fifth of the documents is gone. With nothing new nothing is published.
//
// One thread cuts files into batches of records; `threads` threads parse, extract, and make a small
// segment of each batch; the segments are merged into one. Batches are numbered, so the same input
// gives the same documents in the same order, whatever the threads do.
//
// Publishes nothing and reports generation 0 where there is no article. Throws InputError for a
// path that does not exist and where too many articles would go, IndexError where another process
// is writing, std::filesystem::filesystem_error where the disk fails.
BuildReport build_index(const BuildOptions& options, Progress& progress);

}  // namespace dateline
