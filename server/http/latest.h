#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace dateline {

// A value that is replaced as a whole while any number of threads read it. Who has it keeps what it
// was, so what is done with one that was taken is done with one.
template <typename Value>
class Latest {
 public:
  explicit Latest(Value value) : value_(std::make_shared<const Value>(std::move(value))) {}

  std::shared_ptr<const Value> get() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }

  void replace(Value value) {
    auto next = std::make_shared<const Value>(std::move(value));
    const std::lock_guard lock(mutex_);
    value_.swap(next);
  }

 private:
  mutable std::mutex mutex_;            // guards the one below
  std::shared_ptr<const Value> value_;  // never null
};

}  // namespace dateline
