#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "search/base/mapped_file.h"
#include "search/base/output_file.h"
#include "search/base/scratch_array.h"

// A file of byte strings, numbered from 0: one for each document of a segment.
//
//   bytes of all strings, one after another
//   u64   offset of each string, and of the end of the last: count + 1 numbers
//   u64   count
//   u64   kMagic
namespace dateline {

class BlobWriter {
 public:
  explicit BlobWriter(const std::filesystem::path& path);

  void add(std::string_view blob);
  void finish();

 private:
  OutputFile file_;
  ScratchArray<std::uint64_t> offsets_;
};

// Any number of threads may read.
class BlobReader {
 public:
  explicit BlobReader(const std::filesystem::path& path);

  std::uint64_t count() const { return count_; }

  // Throws IndexError where there is no such string: `index` must be below count().
  std::string_view operator[](std::uint64_t index) const;

 private:
  MappedFile file_;
  std::uint64_t count_ = 0;
  std::uint64_t offsets_ = 0;  // where the offsets start
};

}  // namespace dateline
