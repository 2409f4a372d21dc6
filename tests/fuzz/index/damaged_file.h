#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

// What the targets of files of an index share. An input is the content of a file: what our own
// writer made, with more and more damage. So they need no corpus to begin with.
namespace dateline {

inline void require(bool holds) {
  if (!holds) std::abort();
}

// The content of the file where nothing is damaged, as each target makes it.
const std::string& sound_file();

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::string read_file(const std::filesystem::path& path);

// Replaces it; the folder must be there.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace dateline
