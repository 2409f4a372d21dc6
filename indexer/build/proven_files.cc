#include "indexer/build/proven_files.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <sstream>
#include <utility>

#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

constexpr const char* kName = "proven";

bool is_sound(const std::filesystem::path& generation_folder, const ManifestFile& file) try {
  FileProof proof(generation_folder, file);
  while (proof.advance()) continue;
  return true;
} catch (const IndexError&) {
  return false;
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

// The lines before the last, which is their hash; nothing where it is not.
std::string verified_lines(const std::string& text) {
  if (text.empty() || text.back() != '\n') return {};
  const std::size_t before = text.rfind('\n', text.size() - 2);
  const std::size_t start = before == std::string::npos ? 0 : before + 1;
  const std::string lines = text.substr(0, start);
  const std::string hash = text.substr(start, text.size() - start - 1);
  return content_hash(lines) == hash ? lines : std::string();
}

}  // namespace

ProvenFiles::ProvenFiles(const std::filesystem::path& index) : path_(index / kName) {
  std::istringstream lines(verified_lines(read_text(path_)));
  FileIdentity file;
  Proof proof;
  while (lines >> file.device >> file.inode >> file.bytes >> file.modified_ns >> proof.hash >>
         proof.seconds) {
    proofs_[file] = proof;
  }
}

bool ProvenFiles::holds(const ManifestFile& file, const std::filesystem::path& folder) const try {
  const auto found = proofs_.find(identity_of(folder / file.name));
  if (found == proofs_.end() || found->second.hash != file.hash) return false;
  const std::int64_t now = std::time(nullptr);  // a clock that was set back proves nothing
  return found->second.seconds <= now && found->second.seconds >= now - kPeriod;
} catch (const IndexError&) {
  return false;
}

bool ProvenFiles::covers(const Manifest& manifest, const std::filesystem::path& folder) const {
  return std::all_of(manifest.files.begin(), manifest.files.end(),
                     [&](const ManifestFile& file) { return holds(file, folder); });
}

std::vector<ManifestFile> ProvenFiles::due(const Manifest& manifest,
                                           const std::filesystem::path& folder) const {
  std::vector<ManifestFile> due;
  std::vector<std::pair<std::int64_t, const ManifestFile*>> others;  // the oldest proof first
  for (const ManifestFile& file : manifest.files) {
    if (holds(file, folder))
      others.emplace_back(proofs_.at(identity_of(folder / file.name)).seconds, &file);
    else
      due.push_back(file);
  }
  std::stable_sort(others.begin(), others.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::uint64_t bytes = 0;
  for (const auto& [seconds, file] : others) {
    if (bytes >= kAtLeast) break;
    bytes += file->bytes;
    due.push_back(*file);
  }
  return due;
}

std::vector<std::string> ProvenFiles::damaged(const Manifest& manifest,
                                              const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const ManifestFile& file : due(manifest, folder)) {
    if (is_sound(folder, file))
      proofs_[identity_of(folder / file.name)] = {file.hash, std::time(nullptr)};
    else
      names.push_back(file.name);
  }
  distrust(folder, names);
  return names;
}

void ProvenFiles::distrust(const std::filesystem::path& folder,
                           const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::filesystem::exists(folder / name)) proofs_.erase(identity_of(folder / name));
  }
  save();
}

void ProvenFiles::add(const Manifest& manifest, const std::filesystem::path& folder) {
  const std::map<FileIdentity, Proof> before = std::exchange(proofs_, {});
  for (const ManifestFile& file : manifest.files) {
    const FileIdentity identity = identity_of(folder / file.name);
    const auto known = before.find(identity);
    const bool is_linked = known != before.end() && known->second.hash == file.hash;
    proofs_[identity] = is_linked ? known->second : Proof{file.hash, std::time(nullptr)};
  }
  save();
}

void ProvenFiles::save() const {
  std::ostringstream lines;
  for (const auto& [file, proof] : proofs_) {
    lines << file.device << ' ' << file.inode << ' ' << file.bytes << ' ' << file.modified_ns << ' '
          << proof.hash << ' ' << proof.seconds << '\n';
  }
  const std::string text = lines.str();
  const std::filesystem::path next = path_.string() + ".next";
  OutputFile out(next);
  out.write(text);
  out.write(content_hash(text) + "\n");
  out.finish();
  std::filesystem::rename(next, path_);
}

std::vector<std::string> damaged_files(const std::vector<LiveSegment>& segments) {
  std::vector<std::string> names;
  for (const LiveSegment& segment : segments) {
    for (const ManifestFile& file : segment.described) {
      if (!is_sound(segment.folder.parent_path(), file)) names.push_back(file.name);
    }
  }
  return names;
}

}  // namespace dateline
