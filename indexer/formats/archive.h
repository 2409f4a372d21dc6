#pragma once

#include <functional>
#include <memory>
#include <string>

#include "indexer/sources/byte_source.h"
#include "indexer/sources/file_source.h"
#include "indexer/sources/splitter.h"
#include "indexer/sources/unpack.h"

namespace dateline {

// Cuts the members of an archive into records.
using OpenMember =
    std::function<std::unique_ptr<Splitter>(std::shared_ptr<Input> member, std::string path)>;

struct ArchiveJob {
  std::string path;
  std::shared_ptr<UnpackBudget> budget;
  std::shared_ptr<FileSource> file;  // where the archive is a file on disk, which can be sought in
  OpenMember open_member;
};

// The records of all members of a zip or tar archive, in their order. Folders, links and hidden
// files are passed over; a damaged member costs itself, where the archive lets the next one be
// found.
std::unique_ptr<Splitter> split_archive(std::shared_ptr<Input> input, ArchiveJob job);

// One member of a zip archive in memory, as in DOCX and ODT; empty where there is none, where it is
// damaged, and where it is larger than `max_bytes`.
std::string zip_member(std::string_view zip, std::string_view name, std::size_t max_bytes);

}  // namespace dateline
