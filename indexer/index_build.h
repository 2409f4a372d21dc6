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
};

// Reads all articles below the paths, builds a generation beside those that are there, and
// publishes it. Until the last step nothing that a reader sees is touched; a build that fails
// leaves no trace but what the next one removes.
//
// One thread cuts files into batches of records; `threads` threads parse, extract, and make a small
// segment of each batch; the segments are merged into one. Batches are numbered, so the same input
// gives the same documents in the same order, whatever the threads do.
//
// Publishes nothing and reports generation 0 where there is no article. Throws InputError for a
// path that does not exist, IndexError where another process is writing,
// std::filesystem::filesystem_error where the disk fails.
BuildReport build_index(const BuildOptions& options, Progress& progress);

}  // namespace dateline
