#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "search/base/content_hash.h"
#include "search/store/manifest.h"

namespace dateline {

// What tells a file from others without reading it. A file with the identity of one that was found
// sound is sound, too, but for a disk that changes bits: the Scrub looks for those.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;

  auto operator<=>(const FileIdentity&) const = default;
};

// Throws IndexError where there is no such file.
FileIdentity identity_of(const std::filesystem::path& path);

// Reads a file of a generation piece by piece, and tells whether it is as its manifest says. It is
// read and not mapped: a file that is cut meanwhile is found, and raises no SIGBUS.
class FileProof {
 public:
  static constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

  FileProof(const std::filesystem::path& generation_folder, const ManifestFile& file);

  // Reads the next piece; false where the whole file was read and is sound. Throws IndexError where
  // it is missing, of another length, cannot be read, or has another hash.
  bool advance();

  const std::string& name() const { return name_; }

 private:
  std::filesystem::path path_;
  std::string name_;
  std::uint64_t bytes_;
  std::string hash_;
  std::ifstream in_;
  std::uint64_t read_ = 0;
  ContentHash content_;
};

}  // namespace dateline
