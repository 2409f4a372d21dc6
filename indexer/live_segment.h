#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "search/manifest.h"
#include "search/record_hash.h"

namespace dateline {

// A segment as the indexer knows it: of the generation that is current, or of the one that is being
// made.
struct LiveSegment {
  std::string name;                     // empty: it gets one when it is published
  std::filesystem::path folder;         // where its files are
  std::vector<ManifestFile> described;  // its files but `deleted`, once they are published
  std::vector<bool> deleted;            // by document

  std::uint64_t live_documents() const;
};

// A document of one of some segments.
struct Place {
  std::uint32_t segment = 0;
  std::uint32_t document = 0;

  bool operator==(const Place&) const = default;
};

// Where the articles of some segments lie, deleted or not, by their content. Some 16 bytes a
// document: the contents' hashes are those of the segments' files, which are mapped.
class Places {
 public:
  Places() : Places(std::vector<LiveSegment>()) {}
  explicit Places(const std::vector<LiveSegment>& segments);

  // Of equal ones the first.
  std::optional<Place> find(const RecordHash& content) const;

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;  // as a segment

  void add(const Place& place);
  std::size_t slot_of(const RecordHash& content) const;  // its own, or the free one it would get
  RecordHash hash_at(const Place& place) const { return (*hashes_[place.segment])[place.document]; }

  std::vector<std::shared_ptr<const RecordHashes>> hashes_;  // by segment
  std::vector<Place> slots_;                                 // a hash table; the next free one
};

// A segment that was made in `folder` and is not published yet.
LiveSegment new_segment(const std::filesystem::path& folder);

// Puts a segment's files into a generation that is being made: links to those that are published
// already. Adds them to its files.
void place_segment(const LiveSegment& segment, const std::filesystem::path& generation,
                   std::vector<ManifestFile>& files);

// The files of a segment in a manifest, but for that of its deleted documents.
std::vector<ManifestFile> files_of(const Manifest& manifest, const std::string& segment);

}  // namespace dateline
