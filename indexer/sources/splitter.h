#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "indexer/sources/byte_source.h"
#include "indexer/sources/record.h"

namespace dateline {

// Cuts one file into records. One thread at a time.
class Splitter {
 public:
  virtual ~Splitter() = default;

  // The next record, or why one could not be had; none at the end. A record that is no record is
  // skipped with as little of what follows as its format allows.
  virtual std::optional<ReadResult> next() = 0;
};

// What a splitter is told of its file.
struct SplitJob {
  std::string path;                         // for Origin::path
  std::uint64_t max_record_bytes = 0;       // a longer record is set aside
  std::shared_ptr<const FileContext> file;  // never null
};

SetAside too_large(Origin origin, std::uint64_t max_record_bytes);

// One record of a whole file.
std::unique_ptr<Splitter> split_whole(std::shared_ptr<Input> input, SplitJob job, Format format);

// A record a line, empty lines left out: JSON lines.
std::unique_ptr<Splitter> split_lines(std::shared_ptr<Input> input, SplitJob job, Format format);

}  // namespace dateline
