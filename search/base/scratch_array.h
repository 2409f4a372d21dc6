#pragma once

#include <cstddef>
#include <filesystem>
#include <type_traits>
#include <utility>

#include "search/base/file_descriptor.h"

namespace dateline {

// Memory that grows and may be longer than the machine has: beyond some megabytes it lies in a file
// without a name, whose pages the system writes out where it needs room for something else. Belongs
// to one thread. Throws std::filesystem::filesystem_error, which names the folder, where there is
// no room on the disk either.
class ScratchMemory {
 public:
  // The file, if one is needed, is made in `folder`.
  explicit ScratchMemory(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~ScratchMemory();
  ScratchMemory(ScratchMemory&& other) noexcept;
  ScratchMemory(const ScratchMemory&) = delete;
  ScratchMemory& operator=(const ScratchMemory&) = delete;
  ScratchMemory& operator=(ScratchMemory&&) = delete;

  // Makes room for so many bytes, at least twice as many as before; new ones are zero.
  void reserve(std::size_t bytes);

  void swap(ScratchMemory& other) noexcept;

  void* data() const { return data_; }
  std::size_t capacity() const { return capacity_; }

 private:
  std::filesystem::path folder_;
  FileDescriptor file_;
  void* data_ = nullptr;
  std::size_t capacity_ = 0;
};

// An array in such memory: what std::vector is where its length has a bound.
template <typename T>
class ScratchArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  explicit ScratchArray(std::filesystem::path folder) : memory_(std::move(folder)) {}

  void push_back(const T& value) {
    if ((size_ + 1) * sizeof(T) > memory_.capacity()) memory_.reserve((size_ + 1) * sizeof(T));
    data()[size_++] = value;
  }

  // New elements are zero, or what was there before.
  void resize(std::size_t size) {
    if (size * sizeof(T) > memory_.capacity()) memory_.reserve(size * sizeof(T));
    size_ = size;
  }
  void clear() { size_ = 0; }

  void swap(ScratchArray& other) noexcept {
    memory_.swap(other.memory_);
    std::swap(size_, other.size_);
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  T& back() { return data()[size_ - 1]; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }

 private:
  T* data() const { return static_cast<T*>(memory_.data()); }

  ScratchMemory memory_;
  std::size_t size_ = 0;
};

}  // namespace dateline
