#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/live_segment.h"
#include "indexer/raw_article.h"
#include "search/record_hash.h"

// What a run knows of its sources, kept for the next one: INDEX/sources/000007.jsonl belongs to
// generation 7. It is no part of the generation: searches do not need it, and without it the next
// run reads everything.
//
// JSON lines: settings; then each file in the order of the walk, with a line for each of its
// articles and one for each thing set aside behind it; last a hash of all lines before.
// Generations that differ only in what was pushed have links to one file.
namespace dateline {

// An article as a file has it.
struct IndexedArticle {
  std::string id;
  RecordHash hash;
  std::string language;
  std::uint64_t text_bytes = 0;
  std::optional<RecordHash> content;  // see content_key()
  // Where it lies among some segments; not written. None: an earlier file has the same article, or
  // one was pushed.
  std::optional<Place> place;

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
  std::string settings;  // all that decides how files become articles
  std::vector<SourceFile> files;
};

// None where there is no record of this generation, or it is damaged.
std::optional<SourceRecord> read_source_record(const std::filesystem::path& index,
                                               std::uint64_t generation);

// Replaces the record by one rename, durably.
void write_source_record(const SourceRecord& record, const std::filesystem::path& index,
                         std::uint64_t generation);

// Gives a generation the record that another one has, if it has one.
void link_source_record(const std::filesystem::path& index, std::uint64_t from, std::uint64_t to);

// Removes the records of generations that are gone.
void remove_stale_source_records(const std::filesystem::path& index);

// INDEX/sources/000007.jsonl
std::filesystem::path source_record_path(const std::filesystem::path& index,
                                         std::uint64_t generation);

}  // namespace dateline
