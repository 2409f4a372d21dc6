#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace dateline {

// Lets batches pass one after another in the order of their numbers, whichever thread has them.
class Turnstile {
 public:
  // Waits for the turn of `number`, runs `work`, and lets the next one in. Does nothing once it is
  // stopped.
  template <typename Work>
  void pass(std::size_t number, const Work& work) {
    std::unique_lock lock(mutex_);
    turned_.wait(lock, [&] { return stopped_ || next_ == number; });
    if (stopped_) return;
    work();
    ++next_;
    turned_.notify_all();
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    turned_.notify_all();
  }

 private:
  std::mutex mutex_;  // guards all below, and what `work` touches
  std::condition_variable turned_;
  std::size_t next_ = 0;
  bool stopped_ = false;
};

}  // namespace dateline
