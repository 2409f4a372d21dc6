#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// What the public Xapian database of an index is able to do. Searches of our own never read it.
enum class PublicDatabase : std::uint8_t {
  off,      // there is none
  words,    // finds words and fields, and shows what it found
  phrases,  // also phrases: with positions, and the terms of each document
};

// "off", "words" or "phrases".
std::string_view name_of(PublicDatabase kind);

// Throws std::invalid_argument where it is none of the names.
PublicDatabase public_database_named(std::string_view name);

// Names within a generation: of the stub that opens all of it in any Xapian program, and of each
// segment's database, within the segment's folder.
inline constexpr const char* kPublicStub = "xapian";
inline constexpr const char* kPublicFile = "xapian";

// What Xapian's stems depend on.
std::string stemmer_version();

// Writes the database of a segment's documents that are not deleted, a single file; docs/xapian.md
// says what is in it. It numbers them from 1, in their order. Time is linear in the segment.
// Several threads share the work; files beside `output` begin with its name meanwhile.
void write_public_database(const std::filesystem::path& segment, const std::vector<bool>& deleted,
                           PublicDatabase kind, const std::filesystem::path& output,
                           std::size_t threads);

// What a file is, compared with the database that would be written now.
enum class PublicState : std::uint8_t {
  none,     // no database, or of another kind, or with stems of another version
  lagging,  // one of the segment with other documents deleted
  current,
};

PublicState public_state(const std::filesystem::path& path, const std::vector<bool>& deleted,
                         PublicDatabase kind);

// Writes the stub of a generation with these segments. Its paths are relative, so that it stays
// right where the generation is moved or copied.
void write_public_stub(const std::vector<std::string>& segments, const std::filesystem::path& path);

}  // namespace dateline
