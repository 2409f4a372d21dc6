#include "server/replica/replica.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include <nlohmann/json.hpp>

#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/base/mapped_file.h"
#include "search/base/output_file.h"
#include "search/exchange/replica_mark.h"
#include "search/store/file_proof.h"
#include "search/store/generation.h"
#include "search/store/index_check.h"
#include "search/store/manifest.h"

namespace dateline {
namespace {

constexpr char kManifest[] = "manifest.json";

void require_origin(const std::filesystem::path& index, const std::string& url) {
  const std::optional<std::string> origin = replica_of(index);
  if (origin && *origin != url) {
    throw IndexError(index.string() + " is a replica of " + *origin + ", not of " + url +
                     ": name an empty folder");
  }
  if (!origin && !generation_numbers(index).empty())
    throw IndexError(index.string() + " is an index of its own: name an empty folder");
}

std::map<std::string, std::string> read_contents(const std::filesystem::path& path) {
  std::ifstream in(path);
  const nlohmann::json json = nlohmann::json::parse(in, nullptr, false);
  std::map<std::string, std::string> contents;
  if (!json.is_object()) return contents;
  for (const auto& [name, content] : json.items()) {
    if (content.is_string()) contents.emplace(name, content);
  }
  return contents;
}

// The folder of the generation within the index, of which every file of the list is.
std::filesystem::path folder_of(const RemoteListing& listing) {
  return generation_folder("", listing.generation);
}

const RemoteFile& manifest_in(const RemoteListing& listing) {
  const std::string name = (folder_of(listing) / kManifest).string();
  const auto found = std::ranges::find(listing.files, name, &RemoteFile::name);
  if (found == listing.files.end()) throw RemoteError("its list has no " + name);
  return *found;
}

// Each file has the hash that the list says; now that these are the files of the generation.
void require_whole(const Manifest& manifest, const RemoteListing& listing) {
  const std::filesystem::path folder = folder_of(listing);
  std::map<std::string, std::string> listed;
  for (const RemoteFile& file : listing.files) listed.emplace(file.name, file.content);
  for (const ManifestFile& file : manifest.files) {
    const auto found = listed.find((folder / file.name).string());
    if (found == listed.end() || found->second != file.hash)
      throw RemoteError("its list has not " + file.name + " as the generation's manifest has it");
  }
  if (listed.size() != manifest.files.size() + 1 || manifest.generation != listing.generation)
    throw RemoteError("its list has other files than the generation's manifest");
}

}  // namespace

Replica::Replica(std::filesystem::path index, RemoteIndex& remote, std::size_t keep)
    : index_(std::move(index)),
      remote_(remote),
      keep_(std::max<std::size_t>(keep, 1)),
      lock_(index_),
      incoming_(index_ / "incoming"),
      contents_(read_contents(incoming_ / "records.json")) {
  require_origin(index_, remote.url());
  std::filesystem::create_directories(incoming_ / "files");
  std::filesystem::create_directories(index_ / "generations");
  mark_replica(index_, remote.url());
}

// What is here by hash, of every generation that is whole.
Replica::Known Replica::known_files() const {
  Known known;
  for (const std::uint64_t number : generation_numbers(index_)) {
    const std::filesystem::path folder = generation_folder(index_, number);
    try {
      for (const ManifestFile& file : read_manifest(folder).files)
        known.emplace(file.hash, folder / file.name);
    } catch (const IndexError&) {
      continue;  // damaged, or of another version: nothing is linked from it
    }
  }
  return known;
}

Synchronized Replica::synchronize() {
  const RemoteListing listing = remote_.list();
  Synchronized done{.generation = listing.generation};
  const std::filesystem::path place = index_ / folder_of(listing);
  const auto current = current_generation(index_);
  const bool is_here =
      std::filesystem::exists(place / kManifest) &&
      content_hash(MappedFile(place / kManifest).bytes()) == manifest_in(listing).content;
  if (!is_here) copy_generation(listing, done);
  copy_records(listing, done);
  done.is_new = !current || generation_number(*current) != listing.generation || !is_here;
  if (!done.is_new) return done;
  publish(index_, listing.generation);
  remove_old_generations();
  return done;
}

// Links what an earlier generation has, and copies the rest.
void Replica::copy_generation(const RemoteListing& listing, Synchronized& done) {
  const std::filesystem::path place = index_ / folder_of(listing);
  if (std::filesystem::exists(place)) {
    throw IndexError("generation " + std::to_string(listing.generation) + " of " + remote_.url() +
                     " is not the one that is here: the index there was made anew; remove " +
                     index_.string() + " and begin again");
  }
  const std::filesystem::path next = incoming_ / place.filename();
  std::filesystem::remove_all(next);
  const Known known = known_files();
  for (const RemoteFile& file : listing.files) {
    const std::filesystem::path within =
        std::filesystem::path(file.name).lexically_relative(folder_of(listing));
    if (within.empty() || *within.begin() == "..")
      throw RemoteError("its list has " + file.name + " among the files of another generation");
    std::filesystem::create_directories((next / within).parent_path());
    const auto here = known.find(file.content);
    if (here != known.end()) ++done.linked;
    std::filesystem::create_hard_link(here != known.end() ? here->second : fetched(file, done),
                                      next / within);
  }
  require_whole(read_manifest(next), listing);
  std::filesystem::rename(next, place);
  std::filesystem::remove_all(incoming_ / "files");
  std::filesystem::create_directories(incoming_ / "files");
}

// A file with this content, among the incoming ones. What has not the hash that was promised is
// removed, so that the next attempt copies all of it.
std::filesystem::path Replica::fetched(const RemoteFile& file, Synchronized& done) {
  const std::filesystem::path path = incoming_ / "files" / file.content;
  done.bytes += remote_.fetch(file, path);
  ++done.files;
  FileProof proof(path.parent_path(),
                  {.name = file.content, .bytes = file.bytes, .hash = file.content});
  try {
    while (proof.advance()) continue;
  } catch (const IndexError& error) {
    std::filesystem::remove(path);
    throw IndexError("what came from " + remote_.url() + " as " + file.name +
                     " is damaged: " + error.what());
  }
  return path;
}

// Those that are not there any more go, with one exception: none while the list has none at all.
void Replica::copy_records(const RemoteListing& listing, Synchronized& done) {
  std::set<std::string> names;
  for (const RemoteFile& record : listing.records) {
    names.insert(record.name);
    copy_record(record, done);
  }
  for (auto [name, end] = std::pair(contents_.begin(), contents_.end()); name != end;) {
    const bool is_gone = !names.contains(name->first);
    if (is_gone) std::filesystem::remove(index_ / name->first);
    name = is_gone ? contents_.erase(name) : std::next(name);
  }
  OutputFile out(incoming_ / "records.next");
  out.write(nlohmann::json(contents_).dump() + "\n");
  out.finish();
  std::filesystem::rename(incoming_ / "records.next", incoming_ / "records.json");
}

// What was appended is appended here; what was replaced is copied whole.
void Replica::copy_record(const RemoteFile& record, Synchronized& done) {
  const std::filesystem::path path = index_ / record.name;
  std::error_code none;
  const bool is_here = std::filesystem::exists(path, none);
  const bool is_longer = is_here && std::filesystem::file_size(path) > record.bytes;
  const auto content = contents_.find(record.name);
  const bool goes_on = is_here && !is_longer && !record.content.empty() &&
                       content != contents_.end() && content->second == record.content;
  std::filesystem::create_directories(path.parent_path());
  const std::filesystem::path to = goes_on ? path : incoming_ / "record";
  if (!goes_on) std::filesystem::remove(to);
  try {
    const std::uint64_t came = remote_.fetch(record, to);
    done.bytes += came;
    if (came > 0) ++done.files;
    if (came > 0 || !goes_on) sync_path(to);
  } catch (const RemoteFileGone&) {
    return;  // the next list does not have it
  }
  if (!goes_on) std::filesystem::rename(to, path);
  sync_path(path.parent_path());
  contents_[record.name] = record.content;
}

void Replica::remove_old_generations() const {
  const auto current = current_generation(index_);
  std::vector<std::uint64_t> numbers = generation_numbers(index_);
  if (current) std::erase(numbers, generation_number(*current));
  while (numbers.size() + 1 > keep_) {
    const std::filesystem::path removed = incoming_ / "removed";
    std::filesystem::remove_all(removed);
    std::filesystem::rename(generation_folder(index_, numbers.front()), removed);
    std::filesystem::remove_all(removed);
    numbers.erase(numbers.begin());
  }
}

std::uint64_t promote(const std::filesystem::path& index) {
  if (!replica_of(index)) throw IndexError(index.string() + " is no replica");
  const IndexLock lock(index);
  const auto current = current_generation(index);
  if (!current) throw IndexError(index.string() + " has no generation yet");
  const std::vector<std::string> faults = check_generation(*current);
  if (!faults.empty()) {
    throw IndexError("the current generation of " + index.string() +
                     " is not sound: " + faults.front());
  }
  std::filesystem::remove_all(index / "incoming");
  unmark_replica(index);
  return generation_number(*current);
}

}  // namespace dateline
