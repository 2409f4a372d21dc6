#pragma once

#include <cstdint>
#include <filesystem>

#include <sys/stat.h>

#include "indexer/sources/byte_source.h"
#include "search/base/file_descriptor.h"

namespace dateline {

// The bytes of a regular file. Opening never blocks, not even where a pipe took the file's place.
class FileSource : public ByteSource {
 public:
  // Throws DamagedBytes where the file cannot be opened or is not a regular file.
  explicit FileSource(const std::filesystem::path& path);
  explicit FileSource(FileDescriptor file);

  std::size_t read(std::span<char> into) override;
  void seek(std::uint64_t offset);

  int descriptor() const { return file_.get(); }
  std::uint64_t size() const { return static_cast<std::uint64_t>(opened_.st_size); }
  std::uint64_t position() const { return position_; }

  // Whether the file has another size or time than when it was opened.
  bool has_changed() const;

 private:
  FileDescriptor file_;
  std::uint64_t position_ = 0;
  struct stat opened_ {};
};

}  // namespace dateline
