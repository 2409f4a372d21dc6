#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "indexer/build/known/source_files.h"

// What a run knows of its sources, kept for the next one: INDEX/sources/000007.jsonl belongs to
// generation 7. It is no part of the generation: searches do not need it, and without it the next
// run reads everything.
//
// JSON lines: settings; then each file in the order of the walk, with a line for each of its
// articles and one for each thing set aside behind it; last a hash of all lines before.
// Generations that differ only in what was pushed have links to one file.
namespace dateline {

struct SourceRecord {
  std::string settings;  // all that decides how files become articles
  SourceFiles files;     // without the places of their articles
};

// None where there is no record of this generation, or it is damaged. The files' memory is scratch
// memory in `scratch`, a folder.
std::optional<SourceRecord> read_source_record(const std::filesystem::path& index,
                                               std::uint64_t generation,
                                               const std::filesystem::path& scratch);

// Its settings alone. None likewise.
std::optional<std::string> read_source_settings(const std::filesystem::path& index,
                                                std::uint64_t generation);

// Replaces the record by one rename, durably.
void write_source_record(const std::string& settings, const SourceFiles& files,
                         const std::filesystem::path& index, std::uint64_t generation);

// Gives a generation the record that another one has, if it has one.
void link_source_record(const std::filesystem::path& index, std::uint64_t from, std::uint64_t to);

// Removes the records of generations that are gone.
void remove_stale_source_records(const std::filesystem::path& index);

// INDEX/sources/000007.jsonl
std::filesystem::path source_record_path(const std::filesystem::path& index,
                                         std::uint64_t generation);

}  // namespace dateline
