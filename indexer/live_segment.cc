#include "indexer/live_segment.h"

#include <algorithm>

#include "search/deleted.h"
#include "search/segment.h"

namespace dateline {

std::uint64_t LiveSegment::live_documents() const {
  return static_cast<std::uint64_t>(std::count(deleted.begin(), deleted.end(), false));
}

void add_places(Places& places, std::uint32_t segment, const std::filesystem::path& folder) {
  const RecordHashes hashes(folder / segment_files::kHashes);
  places.reserve(places.size() + hashes.documents());
  for (std::uint32_t document = 0; document < hashes.documents(); ++document)
    places.emplace(hashes[document], Place{segment, document});
}

Places places_of(const std::vector<LiveSegment>& segments) {
  Places places;
  for (std::uint32_t i = 0; i < segments.size(); ++i) add_places(places, i, segments[i].folder);
  return places;
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
    if (!is_linked) files.push_back(describe_file(generation, name));
  }
}

std::vector<ManifestFile> files_of(const Manifest& manifest, const std::string& segment) {
  std::vector<ManifestFile> files;
  for (const ManifestFile& file : manifest.files) {
    const std::string name = std::filesystem::path(file.name).filename().string();
    if (file.name.starts_with(segment + "/") && name != segment_files::kDeleted)
      files.push_back(file);
  }
  return files;
}

}  // namespace dateline
