#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace dateline {

// Hands values from threads that make them to threads that use them, at most `capacity` waiting: a
// maker that is ahead waits, so memory stays bounded.
template <typename Value>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  // Waits for room. False, and the value is dropped, once the queue is closed.
  bool push(Value value) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || values_.size() < capacity_; });
    if (closed_) return false;
    values_.push_back(std::move(value));
    filled_.notify_one();
    return true;
  }

  // Waits for a value; none once the queue is closed and empty.
  std::optional<Value> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !values_.empty(); });
    if (values_.empty()) return std::nullopt;
    std::optional<Value> value(std::move(values_.front()));
    values_.pop_front();
    room_.notify_one();
    return value;
  }

  // What is in the queue may still be taken; nothing more comes in.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    filled_.notify_all();
    room_.notify_all();
  }

 private:
  std::mutex mutex_;  // guards all below
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<Value> values_;
  std::size_t capacity_;
  bool closed_ = false;
};

}  // namespace dateline
