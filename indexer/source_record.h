#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/raw_article.h"

// What a run knows of its sources, kept for the next one: INDEX/sources/000007.jsonl belongs to
// generation 7. It is no part of the generation: searches do not need it, and without it the next
// run reads everything.
//
// JSON lines: settings and segments; then each file in the order of the walk; last a hash of all
// lines before.
namespace dateline {

struct Place {
  std::uint32_t segment = 0;  // of SourceRecord::segments
  std::uint32_t document = 0;

  bool operator==(const Place&) const = default;
};

// An article as a file has it.
struct IndexedArticle {
  std::string id;
  std::string hash;  // XXH3-128 of its stored record, 32 hexadecimal digits
  std::string language;
  std::uint64_t text_bytes = 0;
  std::optional<Place> place;  // none: an earlier file has an article of the same id

  bool operator==(const IndexedArticle&) const = default;
};

struct SourceFile {
  std::string path;
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;  // 0: it may have changed since within the clock's step; read again
  std::uint64_t inode = 0;
  std::vector<IndexedArticle> articles;
  std::vector<SetAside> set_aside;
};

struct SourceRecord {
  std::string settings;               // all that decides how files become articles
  std::vector<std::string> segments;  // names, as in the manifest
  std::vector<SourceFile> files;
};

// None where there is no record of this generation, or it is damaged.
std::optional<SourceRecord> read_source_record(const std::filesystem::path& index,
                                               std::uint64_t generation);

// Replaces the record by one rename, durably.
void write_source_record(const SourceRecord& record, const std::filesystem::path& index,
                         std::uint64_t generation);

// INDEX/sources/000007.jsonl
std::filesystem::path source_record_path(const std::filesystem::path& index,
                                         std::uint64_t generation);

}  // namespace dateline
