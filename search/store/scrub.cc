#include "search/store/scrub.h"

#include <algorithm>
#include <utility>

#include "search/base/error.h"

namespace dateline {

Scrub::Scrub(std::filesystem::path index, std::chrono::nanoseconds period)
    : index_(std::move(index)), period_(period) {}

void Scrub::follow(std::shared_ptr<const Generation> generation) {
  if (generation == generation_) return;
  generation_ = std::move(generation);
  total_bytes_ = 0;
  bool still_has_file = false;
  if (generation_) {
    for (const ManifestFile& file : generation_->manifest().files) {
      total_bytes_ += file.bytes;
      still_has_file = still_has_file || file == file_;
    }
  }
  if (!still_has_file) proof_.reset();
}

std::optional<std::chrono::nanoseconds> Scrub::advance() {
  if (!proof_) next_file();
  try {
    if (!proof_->advance()) proof_.reset();
  } catch (const IndexError& error) {
    proof_.reset();
    why_ = error.what();
    return std::nullopt;
  }
  return pause(std::min<std::uint64_t>(file_.bytes, FileProof::kPieceBytes));
}

// The one behind the last in the order of names, round and round.
void Scrub::next_file() {
  const std::vector<ManifestFile>& files = generation_->manifest().files;
  const ManifestFile* first = &files.front();
  const ManifestFile* next = nullptr;
  for (const ManifestFile& file : files) {
    if (file.name < first->name) first = &file;
    if (file.name > file_.name && (next == nullptr || file.name < next->name)) next = &file;
  }
  file_ = next != nullptr ? *next : *first;
  proof_.emplace(generation_folder(index_, generation_->number()), file_);
}

std::chrono::nanoseconds Scrub::pause(std::uint64_t bytes) const {
  constexpr std::chrono::nanoseconds kLeast = std::chrono::milliseconds(1);
  const double share =
      static_cast<double>(bytes) / static_cast<double>(std::max<std::uint64_t>(total_bytes_, 1));
  return std::max(kLeast, std::chrono::nanoseconds(static_cast<std::int64_t>(
                              share * static_cast<double>(period_.count()))));
}

}  // namespace dateline
