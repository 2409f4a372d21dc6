#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>

namespace dateline {

// Up to where the queue of pushed articles goes, whoever appends to it. Only what was appended
// since the last call is read. May be used by any number of threads.
class QueueEnd {
 public:
  explicit QueueEnd(const std::filesystem::path& index);

  // The sequence number of the last entry; 0 where there is none.
  std::uint64_t sequence();

 private:
  const std::filesystem::path folder_;
  std::mutex mutex_;            // guards all below
  std::filesystem::path file_;  // the newest
  std::uint64_t position_ = 0;  // behind the last entry in it that was read
  std::uint64_t sequence_ = 0;
};

}  // namespace dateline
