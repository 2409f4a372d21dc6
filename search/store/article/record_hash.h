#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "search/base/mapped_file.h"
#include "search/base/output_file.h"

// The content of an article as a number: XXH3-128 of its stored record (article_record.h), id
// counted. By it an incremental run knows which document of which segment is the article that a
// file has. A segment has a file of them:
//
//   u64   low and high half for each document
//   u64   kMagic, documents
namespace dateline {

struct RecordHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool operator==(const RecordHash&) const = default;
};

RecordHash hash_record(std::string_view record);

// 32 hexadecimal digits, and back; none for other texts.
std::string to_text(const RecordHash& hash);
std::optional<RecordHash> record_hash_of(std::string_view text);

class RecordHashWriter {
 public:
  explicit RecordHashWriter(const std::filesystem::path& path) : file_(path) {}

  void add(const RecordHash& hash);
  void finish();

 private:
  OutputFile file_;
  std::uint64_t documents_ = 0;
};

// Any number of threads may read.
class RecordHashes {
 public:
  explicit RecordHashes(const std::filesystem::path& path);

  std::uint32_t documents() const { return documents_; }
  RecordHash operator[](std::uint32_t document) const;

 private:
  MappedFile file_;
  std::uint32_t documents_ = 0;
};

}  // namespace dateline
