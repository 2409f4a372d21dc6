#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace dateline {

// Lets work in while all that is inside weighs no more than `capacity` bytes together, so that
// memory is bounded by what is under way, not by the number of threads. What is heavier than that
// comes in alone. Any number of threads.
class MemoryGate {
 public:
  explicit MemoryGate(std::size_t capacity) : capacity_(capacity) {}

  // Waits for room. False once the gate is closed.
  bool enter(std::size_t bytes) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || inside_ == 0 || inside_ + bytes <= capacity_; });
    if (closed_) return false;
    inside_ += bytes;
    return true;
  }

  void leave(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    inside_ -= bytes;
    room_.notify_all();
  }

  // Nothing comes in any more.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    room_.notify_all();
  }

 private:
  std::mutex mutex_;  // guards all below
  std::condition_variable room_;
  std::size_t capacity_;
  std::size_t inside_ = 0;
  bool closed_ = false;
};

}  // namespace dateline
