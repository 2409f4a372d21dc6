#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "indexer/formats/record_source.h"
#include "search/store/public_database.h"

namespace dateline {

// What a run reads, where it writes, and what it may take; see build_index().
struct BuildOptions {
  std::filesystem::path index;
  std::vector<std::filesystem::path> paths;
  SourceOptions sources;
  std::uint32_t threads = 0;                 // 0: one a processor
  std::uint64_t memory_bytes = 1ULL << 30U;  // of the whole run, roughly
  std::uint32_t keep_generations = 2;
  PublicDatabase public_database = PublicDatabase::off;

  enum class Scope : std::uint8_t { changes, everything };
  Scope scope = Scope::changes;

  // What is done where a segment is damaged and some of its articles cannot be read again from
  // their sources: nothing, or what can still be read of the segment is kept and the rest is lost.
  enum class Damaged : std::uint8_t { refuse, salvage };
  Damaged damaged = Damaged::refuse;

  // What is done where more than this share of the articles would go: a folder that is empty or not
  // mounted must not delete an archive.
  enum class Removal : std::uint8_t { refuse, allow };
  Removal removal = Removal::refuse;
  double max_removed_share = 0.5;
};

}  // namespace dateline
