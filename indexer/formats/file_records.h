#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "indexer/formats/open_records.h"
#include "indexer/formats/record_source.h"
#include "indexer/sources/file_source.h"
#include "indexer/sources/record.h"

namespace dateline {

// The records of one file that is open. One thread at a time.
class FileRecords {
 public:
  // `path` is how messages name it. The options must outlive it.
  FileRecords(std::shared_ptr<FileSource> file, std::string path, const SourceOptions& options,
              MemberGate member_gate = {});

  // The next record, or why one could not be had; none at the end.
  std::optional<ReadResult> next();

  std::uint64_t position() const { return file_->position(); }
  std::uint64_t size() const { return file_->size(); }

 private:
  std::string path_;
  std::shared_ptr<FileSource> file_;
  std::unique_ptr<Splitter> records_;  // null: at the end
};

}  // namespace dateline
