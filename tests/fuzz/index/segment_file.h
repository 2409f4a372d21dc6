#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tests/fuzz/index/damaged_file.h"

// What the targets of a segment's files share.
namespace dateline {

// The folder of a small segment that is sound: 64 articles, with all its files and `deleted`.
const std::filesystem::path& sound_segment();

// The folder of a generation with that segment and the file of groups.
const std::filesystem::path& sound_generation();

// A file with these bytes, which may be opened until the next call. It has the name that the file
// has in a segment.
const std::filesystem::path& damaged_file(std::string_view bytes);

// Uses what the bytes are the file of as searches and merges do.
void use_file(const std::filesystem::path& path);

}  // namespace dateline
