#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/build/known/live_segment.h"
#include "indexer/formats/record_source.h"
#include "search/store/article/record_hash.h"
#include "search/store/columns/compression.h"

// Where a run finds articles of a damaged segment that no file has any more.
namespace dateline {

// Articles that the index should have and no sound segment has, by their contents.
class WantedArticles {
 public:
  void add(const RecordHash& hash) { hashes_.emplace(hash.high, hash.low); }
  bool contains(const RecordHash& hash) const { return hashes_.contains({hash.high, hash.low}); }
  bool empty() const { return hashes_.empty(); }

 private:
  std::set<std::pair<std::uint64_t, std::uint64_t>> hashes_;
};

// Makes a segment in `folder` of those that the queue of pushed articles has; none where it has
// none of them. Throws IndexError where the queue cannot be read.
std::optional<LiveSegment> read_from_queue(const std::filesystem::path& index,
                                           const SourceOptions& sources,
                                           const WantedArticles& wanted,
                                           const std::shared_ptr<const Dictionary>& dictionary,
                                           const std::filesystem::path& folder);

// Makes a segment in `folder` of those whose stored records in the damaged segments are whole: the
// hash of a record is that of the article that is wanted. None where there are none.
std::optional<LiveSegment> salvage(const std::vector<std::filesystem::path>& damaged,
                                   const WantedArticles& wanted,
                                   const std::shared_ptr<const Dictionary>& dictionary,
                                   const std::filesystem::path& folder);

}  // namespace dateline
