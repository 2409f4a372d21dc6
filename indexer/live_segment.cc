#include "indexer/live_segment.h"

#include <algorithm>
#include <bit>

#include "search/deleted.h"
#include "search/segment.h"

namespace dateline {

std::uint64_t LiveSegment::live_documents() const {
  return static_cast<std::uint64_t>(std::count(deleted.begin(), deleted.end(), false));
}

Places::Places(const std::vector<LiveSegment>& segments) {
  std::size_t documents = 0;
  for (const LiveSegment& segment : segments) {
    hashes_.push_back(
        std::make_shared<const RecordHashes>(segment.folder / segment_files::kHashes));
    documents += hashes_.back()->documents();
  }
  slots_.assign(std::bit_ceil(documents * 3 / 2 + 1), {.segment = kFree});
  for (std::uint32_t segment = 0; segment < hashes_.size(); ++segment) {
    for (std::uint32_t document = 0; document < hashes_[segment]->documents(); ++document)
      add({segment, document});
  }
}

std::size_t Places::slot_of(const RecordHash& content) const {
  std::size_t slot = content.low & (slots_.size() - 1);
  while (slots_[slot].segment != kFree && hash_at(slots_[slot]) != content)
    slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void Places::add(const Place& place) {
  Place& slot = slots_[slot_of(hash_at(place))];
  if (slot.segment == kFree) slot = place;
}

std::optional<Place> Places::find(const RecordHash& content) const {
  const Place& slot = slots_[slot_of(content)];
  return slot.segment == kFree ? std::nullopt : std::optional(slot);
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
