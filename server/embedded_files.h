#pragma once

#include <span>
#include <string_view>

namespace dateline {

// A file that was built into the program; no request reaches the file system.
struct EmbeddedFile {
  std::string_view name;  // "style.css"
  std::string_view bytes;
};

// The files of web/ and openapi.yaml. Their source is made by embed.cmake.
std::span<const EmbeddedFile> embedded_files();

// The bytes of the one of this name; empty where there is none.
std::string_view embedded_file(std::string_view name);

}  // namespace dateline
