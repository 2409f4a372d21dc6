#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/build/known/live_segment.h"
#include "search/store/file_proof.h"
#include "search/store/manifest.h"

namespace dateline {

// When the files of the current generation were last read and found to be as their manifest says.
// A disk may change a bit of a file at any time, so a proof grows old; and a merge that reads a
// damaged file would write the damage down as sound. Kept in INDEX/proven, a line a file:
//
//   DEVICE INODE BYTES MODIFIED_NS HASH SECONDS
//
// and a hash of these lines as the last one. The record only saves reading: where it is missing or
// damaged itself, every file is read again. Belongs to one thread at a time.
class ProvenFiles {
 public:
  explicit ProvenFiles(const std::filesystem::path& index);

  // Reads the files of a generation whose proof is missing or older than kPeriod, and of the others
  // those proven longest ago, kAtLeast bytes of them at least. Returns the names of the files that
  // are missing or not as the manifest says, and forgets what it knew of them.
  std::vector<std::string> damaged(const Manifest& manifest, const std::filesystem::path& folder);

  // Takes a generation that was just published as proven: what is new in it was read to be
  // described, and what is linked keeps the time of its proof. Forgets all other files.
  void add(const Manifest& manifest, const std::filesystem::path& folder);

  // Whether every file of the generation has a proof that is not older than kPeriod.
  bool covers(const Manifest& manifest, const std::filesystem::path& folder) const;

  // Has these files of a generation read again by the next damaged().
  void distrust(const std::filesystem::path& folder, const std::vector<std::string>& names);

  static constexpr std::int64_t kPeriod = 24 * 3600;                  // seconds; as [server] scrub
  static constexpr std::uint64_t kAtLeast = std::uint64_t{1} << 30U;  // bytes: a second or two

 private:
  struct Proof {
    std::string hash;
    std::int64_t seconds = 0;  // since 1970
  };

  bool holds(const ManifestFile& file, const std::filesystem::path& folder) const;
  std::vector<ManifestFile> due(const Manifest& manifest,
                                const std::filesystem::path& folder) const;
  void save() const;

  std::filesystem::path path_;
  std::map<FileIdentity, Proof> proofs_;
};

// The files of published segments that are not as they were published. Reads every byte of them.
std::vector<std::string> damaged_files(const std::vector<LiveSegment>& segments);

}  // namespace dateline
