#include "search/base/scratch_array.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace dateline {
namespace {

constexpr std::size_t kMostInMemory = 8U << 20U;  // bytes: more lie in a file
constexpr std::size_t kLeast = 64U << 10U;

[[noreturn]] void fail(int error, const std::filesystem::path& folder) {
  throw std::filesystem::filesystem_error("cannot make a temporary file in", folder,
                                          std::error_code(error, std::generic_category()));
}

FileDescriptor open_nameless_file(const std::filesystem::path& folder) {
  std::string path = folder / "scratch-XXXXXX";
  FileDescriptor file(::mkostemp(path.data(), O_CLOEXEC));
  if (!file.is_open()) fail(errno, folder);
  ::unlink(path.c_str());
  return file;
}

// Of the file, or where there is none, of memory.
void* map(const FileDescriptor& file, std::size_t capacity) {
  const int flags = file.is_open() ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS;
  return ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE, flags, file.get(), 0);
}

}  // namespace

ScratchMemory::~ScratchMemory() {
  if (data_ != nullptr) ::munmap(data_, capacity_);
}

ScratchMemory::ScratchMemory(ScratchMemory&& other) noexcept
    : folder_(std::move(other.folder_)),
      file_(std::move(other.file_)),
      data_(std::exchange(other.data_, nullptr)),
      capacity_(std::exchange(other.capacity_, 0)) {}

void ScratchMemory::swap(ScratchMemory& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(file_, other.file_);
  std::swap(data_, other.data_);
  std::swap(capacity_, other.capacity_);
}

void ScratchMemory::reserve(std::size_t bytes) {
  const std::size_t capacity = std::max({bytes, 2 * capacity_, kLeast});
  const bool moves = capacity > kMostInMemory && !file_.is_open();
  FileDescriptor file = moves ? open_nameless_file(folder_) : std::move(file_);
  // Blocks that are not there when a page is written out would be the end of the process.
  const int error =
      file.is_open() ? ::posix_fallocate(file.get(), 0, static_cast<off_t>(capacity)) : 0;
  if (error != 0) fail(error, folder_);
  const bool grows = data_ != nullptr && !moves;
  void* const data =
      grows ? ::mremap(data_, capacity_, capacity, MREMAP_MAYMOVE) : map(file, capacity);
  if (data == MAP_FAILED) fail(errno, folder_);
  if (data_ != nullptr && moves) {
    std::memcpy(data, data_, capacity_);
    ::munmap(data_, capacity_);
  }
  file_ = std::move(file);
  data_ = data;
  capacity_ = capacity;
}

}  // namespace dateline
