#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dateline {

// Appends a number as OutputFile::write_number() writes it, little-endian.
template <typename Number>
void append_number(std::string& out, Number value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// A file that is written once, front to back, and then made durable. Writes are gathered in 256
// KiB. Throws std::filesystem::filesystem_error, which names the file, where writing fails (disk
// full, I/O error).
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();  // closes; what was not flushed by finish() may be lost
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);

  template <typename Number>
  void write_number(Number value) {
    write({reinterpret_cast<const char*>(&value), sizeof value});
  }

  // Replaces bytes at the front of what was written.
  void rewrite_front(std::string_view bytes);

  // Where the next byte goes.
  std::uint64_t offset() const { return offset_; }

  // Writes out what is gathered and closes the file.
  void finish();

 private:
  void flush();

  std::filesystem::path path_;
  int file_ = -1;
  std::uint64_t offset_ = 0;
  std::string gathered_;
};

// Has the system begin to write a file's content, so that sync_path() waits less. Promises nothing.
void start_writing(const std::filesystem::path& path);

// Makes a file's or a folder's content durable: fsync(2). A rename is durable once its folder is
// synced.
void sync_path(const std::filesystem::path& path);

// Makes `next`, which is finished, the file `path` of the same folder, or replaces it: whatever
// happens meanwhile, a whole one is there. Durable when it returns.
void put_in_place(const std::filesystem::path& next, const std::filesystem::path& path);

// The same of a file with these bytes, by way of one named with ".next" behind.
void write_in_place(const std::filesystem::path& path, std::string_view bytes);

}  // namespace dateline
