#pragma once

#include <filesystem>

namespace dateline {

// Lets one program at a time write to an index, dateline-index or dateline-replica. The lock is
// flock(2)'s, so that a crash leaves none behind.
class IndexLock {
 public:
  // Makes the folder where it is missing. Throws IndexError that names the holder where another
  // process holds it; where that holder is dead, after two seconds.
  explicit IndexLock(const std::filesystem::path& index);
  ~IndexLock();
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace dateline
