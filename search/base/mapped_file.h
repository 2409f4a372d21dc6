#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "search/base/error.h"

namespace dateline {

// A file mapped for reading, for as long as the object lives; the file must not be cut meanwhile
// (files of a published generation never change). Throws IndexError where it cannot be opened.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  MappedFile& operator=(MappedFile&&) = delete;

  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

// What load() throws. Apart, so that load() itself is short enough to be inlined where it is
// called.
[[noreturn]] void throw_cut_off();

// A little-endian number at any alignment: what all files of an index are made of.
template <typename Number>
Number load(std::string_view bytes, std::size_t at) {
  Number value;
  if (at > bytes.size() || bytes.size() - at < sizeof value) [[unlikely]]
    throw_cut_off();
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace dateline
