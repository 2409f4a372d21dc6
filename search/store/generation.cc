#include "search/store/generation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <cstdio>
#include <string_view>

#include <unistd.h>

#include "search/base/error.h"
#include "search/base/output_file.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

constexpr const char* kCurrent = "current";
constexpr const char* kGenerations = "generations";

// The manifest of a folder that has its files, as long as they were.
Manifest verified_manifest(const std::filesystem::path& folder) {
  Manifest manifest = read_manifest(folder);
  for (const ManifestFile& file : manifest.files) {
    std::error_code error;
    const std::uint64_t bytes = std::filesystem::file_size(folder / file.name, error);
    if (error || bytes != file.bytes) {
      throw IndexError((folder / file.name).string() +
                       (error ? " is missing" : " is not as long as it was") +
                       ": run dateline-index --check");
    }
  }
  return manifest;
}

// The folder's files and folders that are not durable yet. A file with a second name is one of a
// generation that was published before.
std::vector<std::filesystem::path> new_paths(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const bool is_new = entry.is_regular_file() && entry.hard_link_count() == 1;
    if (is_new || entry.is_directory()) paths.push_back(entry.path());
  }
  paths.push_back(folder);
  return paths;
}

// How many segments, the first ones, have so many articles together.
std::size_t first_with(std::uint64_t articles,
                       const std::vector<std::unique_ptr<const Segment>>& segments) {
  std::size_t count = 0;
  for (const auto& segment : segments) {
    if (segment->documents() > articles) break;
    articles -= segment->documents();
    ++count;
  }
  if (articles > 0)
    throw IndexError("the groups of the index are of other segments: run dateline-index --full");
  return count;
}

// All are on their way before the first is waited for: one commit of the file system's journal then
// serves most of them.
void sync_tree(const std::filesystem::path& folder) {
  const std::vector<std::filesystem::path> paths = new_paths(folder);
  for (const std::filesystem::path& path : paths) start_writing(path);
  for (const std::filesystem::path& path : paths) sync_path(path);
}

// Adds up all articles, and takes off those in languages that are not usual, which are few.
Collection usual_articles(const std::vector<std::unique_ptr<const Segment>>& segments,
                          const Manifest& manifest, const ArchiveLanguages& languages) {
  constexpr FilterField kLanguage = kFilterFields[filter_field("language")];
  std::uint64_t documents = 0;
  std::uint64_t length = 0;
  for (const auto& segment : segments) {
    const PostingLists* lists = segment->lists();
    if (lists == nullptr) continue;
    documents += lists->documents();
    length += lists->total_length();
    for (const auto& [code, articles] : manifest.languages) {
      if (languages.is_usual(language_id(code))) continue;
      const auto list = lists->find(filter_term(kLanguage, code));
      if (!list) continue;
      documents -= list->size();
      list->for_each([&](const Posting& one) { length -= lists->length(one.document); });
    }
  }
  if (documents == 0) return {};
  return {documents, static_cast<double>(length) / static_cast<double>(documents)};
}

std::uint64_t pushed_in(const std::filesystem::path& folder) try {
  return read_manifest(folder).pushed;
} catch (const IndexError&) {
  return 0;
}

}  // namespace

Generation::Generation(const std::filesystem::path& folder)
    : manifest_(verified_manifest(folder)),
      languages_(manifest_.languages),
      similar_groups_(folder / kGroupsFile) {
  for (const std::string& name : manifest_.segments) {
    segments_.push_back(std::make_unique<const Segment>(folder / name));
    has_deleted_ = has_deleted_ || segments_.back()->deleted_documents() > 0;
  }
  collection_ = usual_articles(segments_, manifest_, languages_);
  std::vector<std::string> languages;
  for (const auto& [code, articles] : manifest_.languages) languages.push_back(code);
  name_variants_ = NameVariants(lexicons(), manifest_.articles, std::move(languages));
  grouped_segments_ = first_with(similar_groups_.articles(), segments_);
}

std::vector<const Lexicon*> Generation::lexicons() const {
  std::vector<const Lexicon*> lexicons;
  for (const auto& segment : segments_) lexicons.push_back(&segment->lexicon());
  return lexicons;
}

Xapian::Database Generation::open_postings() const {
  try {
    Xapian::Database all;
    for (const auto& segment : segments_)
      all.add_database(Xapian::Database(segment->postings_path()));
    return all;
  } catch (const Xapian::Error& error) {
    throw IndexError("cannot open the postings of generation " + std::to_string(number()) + ": " +
                     error.get_msg());
  }
}

Generation::Location Generation::locate(Xapian::docid docid) const {
  const std::size_t count = segments_.size();
  return {segments_[(docid - 1) % count].get(), static_cast<std::uint32_t>((docid - 1) / count)};
}

std::uint32_t Generation::article_number(const Location& location) const {
  std::uint32_t number = location.document;
  for (const auto& segment : segments_) {
    if (segment.get() == location.segment) break;
    number += segment->documents();
  }
  return number;
}

Generation::Location Generation::locate_article(std::uint32_t number) const {
  for (const auto& segment : segments_) {
    if (number < segment->documents()) return {segment.get(), number};
    number -= segment->documents();
  }
  throw IndexError("generation " + std::to_string(this->number()) + " has no such article");
}

const Segment& Generation::segment_of(const Xapian::Database& postings) const {
  if (segments_.size() == 1) return *segments_.front();
  const std::string uuid = postings.get_uuid();
  for (const auto& segment : segments_) {
    if (segment->uuid() == uuid) return *segment;
  }
  throw IndexError("a segment of generation " + std::to_string(number()) +
                   " has changed: run dateline-index --full");
}

std::optional<std::filesystem::path> current_generation(const std::filesystem::path& index) {
  // Not std::filesystem::read_symlink(), which asks for the size first: every query comes here.
  std::array<char, PATH_MAX> target;
  const ssize_t size = ::readlink((index / kCurrent).c_str(), target.data(), target.size());
  if (size < 0) return std::nullopt;
  return index / std::string_view(target.data(), static_cast<std::size_t>(size));
}

std::vector<std::uint64_t> generation_numbers(const std::filesystem::path& index) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  std::filesystem::directory_iterator entry(index / kGenerations, error);
  while (!error && entry != std::filesystem::directory_iterator()) {
    const std::uint64_t number = generation_number(entry->path());
    if (number > 0) numbers.push_back(number);
    entry.increment(error);
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    throw IndexError("cannot read " + (index / kGenerations).string() + ": " + error.message());
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::uint64_t last_pushed(const std::filesystem::path& index) {
  std::uint64_t last = 0;
  for (const std::uint64_t number : generation_numbers(index))
    last = std::max(last, pushed_in(generation_folder(index, number)));
  return last;
}

std::uint64_t generation_number(const std::filesystem::path& folder) {
  const std::string name = folder.filename().string();
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), number);
  return failed == std::errc() && end == name.data() + name.size() ? number : 0;
}

std::filesystem::path generation_folder(const std::filesystem::path& index, std::uint64_t number) {
  char name[24];
  std::snprintf(name, sizeof name, "%06llu", static_cast<unsigned long long>(number));
  return index / kGenerations / name;
}

void publish(const std::filesystem::path& index, std::uint64_t number) {
  const std::filesystem::path folder = generation_folder(index, number);
  sync_tree(folder);
  sync_path(index / kGenerations);
  const std::filesystem::path next = index / "current.next";
  std::filesystem::remove(next);
  std::filesystem::create_directory_symlink(std::filesystem::path(kGenerations) / folder.filename(),
                                            next);
  std::filesystem::rename(next, index / kCurrent);
  sync_path(index);
}

}  // namespace dateline
