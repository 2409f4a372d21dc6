#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "search/base/scratch_index.h"
#include "search/store/article/record_hash.h"
#include "search/store/manifest.h"

namespace dateline {

// A segment as the indexer knows it: of the generation that is current, or of the one that is being
// made.
struct LiveSegment {
  std::string name;              // empty: it gets one when it is published
  std::filesystem::path folder;  // where its files are
  // Its files, once they are published, but those that each generation has its own of: `deleted`
  // and the public database.
  std::vector<ManifestFile> described;
  std::optional<ManifestFile> public_database;  // once it is published, where there is one
  std::vector<bool> deleted;                    // by document

  std::uint64_t live_documents() const;
};

// A document of one of some segments.
struct Place {
  std::uint32_t segment = 0;
  std::uint32_t document = 0;

  bool operator==(const Place&) const = default;
};

// Where the articles of some segments lie, but for deleted ones, by their content: one that was
// deleted and comes back is indexed again, since it arrives again. 32 to 64 bytes a document, of
// scratch memory: the contents' hashes are those of the segments' files, which are mapped.
class Places {
 public:
  // The scratch memory lies in `folder`.
  Places(const std::vector<LiveSegment>& segments, const std::filesystem::path& folder);

  // Of equal ones the first.
  std::optional<Place> find(const RecordHash& content) const;

 private:
  RecordHash hash_at(const Place& place) const { return hashes_[place.segment][place.document]; }

  std::vector<RecordHashes> hashes_;  // by segment
  ScratchIndex by_hash_;
};

// A segment that was made in `folder` and is not published yet.
LiveSegment new_segment(const std::filesystem::path& folder);

// Puts a segment's files into a generation that is being made: links to those that are published
// already. Adds them to its files. The public database is left out: see public_upkeep.h.
void place_segment(const LiveSegment& segment, const std::filesystem::path& generation,
                   std::vector<ManifestFile>& files);

// The files of a segment in a manifest that LiveSegment::described lists.
std::vector<ManifestFile> files_of(const Manifest& manifest, const std::string& segment);

// That of its public database.
std::optional<ManifestFile> public_file_of(const Manifest& manifest, const std::string& segment);

}  // namespace dateline
