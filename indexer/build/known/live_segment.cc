#include "indexer/build/known/live_segment.h"

#include <algorithm>

#include "search/store/deleted.h"
#include "search/store/public_database.h"
#include "search/store/segment.h"

namespace dateline {
namespace {

std::uint64_t number_of(const Place& place) {
  return std::uint64_t{place.segment} << 32U | place.document;
}

Place place_of(std::uint64_t number) {
  return {static_cast<std::uint32_t>(number >> 32U), static_cast<std::uint32_t>(number)};
}

}  // namespace

std::uint64_t LiveSegment::live_documents() const {
  return static_cast<std::uint64_t>(std::count(deleted.begin(), deleted.end(), false));
}

Places::Places(const std::vector<LiveSegment>& segments, const std::filesystem::path& folder)
    : by_hash_(folder) {
  for (std::uint32_t segment = 0; segment < segments.size(); ++segment) {
    hashes_.emplace_back(segments[segment].folder / segment_files::kHashes);
    for (std::uint32_t document = 0; document < hashes_.back().documents(); ++document) {
      if (segments[segment].deleted[document]) continue;
      const Place place{segment, document};
      const RecordHash content = hash_at(place);
      if (!find(content)) by_hash_.add(content.low, number_of(place));
    }
  }
}

std::optional<Place> Places::find(const RecordHash& content) const {
  const std::optional<std::uint64_t> found = by_hash_.find(
      content.low, [&](std::uint64_t number) { return hash_at(place_of(number)) == content; });
  return found ? std::optional(place_of(*found)) : std::nullopt;
}

LiveSegment new_segment(const std::filesystem::path& folder) {
  const RecordHashes hashes(folder / segment_files::kHashes);
  return {.folder = folder, .deleted = std::vector<bool>(hashes.documents())};
}

void place_segment(const LiveSegment& segment, const std::filesystem::path& generation,
                   std::vector<ManifestFile>& files) {
  const std::filesystem::path folder = generation / segment.name;
  if (segment.described.empty()) {
    std::filesystem::rename(segment.folder, folder);
  } else {
    std::filesystem::create_directory(folder);
  }
  for (const ManifestFile& file : segment.described) {
    const std::filesystem::path name = std::filesystem::path(file.name).filename();
    std::filesystem::create_hard_link(segment.folder / name, folder / name);
  }
  files.insert(files.end(), segment.described.begin(), segment.described.end());
  if (segment.live_documents() < segment.deleted.size())
    write_deleted(DeletedDocuments(segment.deleted), folder / segment_files::kDeleted);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = segment.name + "/" + entry.path().filename().string();
    const bool is_linked = std::any_of(segment.described.begin(), segment.described.end(),
                                       [&](const ManifestFile& file) { return file.name == name; });
    if (!is_linked && entry.path().filename() != kPublicFile)
      files.push_back(describe_file(generation, name));
  }
}

std::vector<ManifestFile> files_of(const Manifest& manifest, const std::string& segment) {
  std::vector<ManifestFile> files;
  for (const ManifestFile& file : manifest.files) {
    const std::string name = std::filesystem::path(file.name).filename().string();
    const bool is_kept = name != segment_files::kDeleted && name != kPublicFile;
    if (file.name.starts_with(segment + "/") && is_kept) files.push_back(file);
  }
  return files;
}

std::optional<ManifestFile> public_file_of(const Manifest& manifest, const std::string& segment) {
  const auto found = std::find_if(
      manifest.files.begin(), manifest.files.end(),
      [&](const ManifestFile& file) { return file.name == segment + "/" + kPublicFile; });
  return found == manifest.files.end() ? std::nullopt : std::optional(*found);
}

}  // namespace dateline
