#include "search/scratch_array.h"

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

int open_nameless_file(const std::filesystem::path& folder) {
  std::string path = folder / "scratch-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) fail(errno, folder);
  ::unlink(path.c_str());
  return file;
}

}  // namespace

ScratchMemory::~ScratchMemory() {
  if (data_ != nullptr) ::munmap(data_, capacity_);
  if (file_ >= 0) ::close(file_);
}

ScratchMemory::ScratchMemory(ScratchMemory&& other) noexcept
    : folder_(std::move(other.folder_)),
      file_(std::exchange(other.file_, -1)),
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
  if (capacity > kMostInMemory && file_ < 0) {
    move_to_file(capacity);
    return;
  }
  // Blocks that are not there when a page is written out would be the end of the process.
  if (file_ >= 0) {
    const int error = ::posix_fallocate(file_, 0, static_cast<off_t>(capacity));
    if (error != 0) fail(error, folder_);
  }
  void* const data = data_ == nullptr ? ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE,
                                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                                      : ::mremap(data_, capacity_, capacity, MREMAP_MAYMOVE);
  if (data == MAP_FAILED) fail(errno, folder_);
  data_ = data;
  capacity_ = capacity;
}

void ScratchMemory::move_to_file(std::size_t capacity) {
  file_ = open_nameless_file(folder_);
  const int error = ::posix_fallocate(file_, 0, static_cast<off_t>(capacity));
  if (error != 0) fail(error, folder_);
  void* const data = ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, file_, 0);
  if (data == MAP_FAILED) fail(errno, folder_);
  if (data_ != nullptr) {
    std::memcpy(data, data_, capacity_);
    ::munmap(data_, capacity_);
  }
  data_ = data;
  capacity_ = capacity;
}

}  // namespace dateline
