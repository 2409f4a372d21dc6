#pragma once

#include <functional>
#include <memory>
#include <string>

#include "indexer/formats/record_source.h"
#include "indexer/sources/byte_source.h"
#include "indexer/sources/file_source.h"
#include "indexer/sources/splitter.h"
#include "indexer/sources/unpack.h"

namespace dateline {

// Opens a member of an archive; called for each, so that others may watch or refuse it.
using MakeSplitter = std::function<std::unique_ptr<Splitter>()>;
using MemberGate =
    std::function<std::unique_ptr<Splitter>(const std::string& path, const MakeSplitter& open)>;

// Where a stream of bytes comes from, and what it may cost.
struct StreamJob {
  std::string path;                      // for Origin::path
  std::shared_ptr<UnpackBudget> budget;  // of the file on disk
  std::shared_ptr<FileSource> file;      // where the stream is this file as it is on disk
  const SourceOptions* options = nullptr;
  int archive_depth = 0;   // archives that this stream is inside of
  MemberGate member_gate;  // empty: each member is opened
};

// Unpacks a stream, recognises what it is, and cuts it into records. Damage in the stream comes out
// as a SetAside in place of the record that it hit.
std::unique_ptr<Splitter> open_records(std::shared_ptr<Input> input, StreamJob job);

}  // namespace dateline
