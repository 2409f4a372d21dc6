#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dateline {

// Answers that were given, for whoever asks the same of the same generation. Holds at most so many
// bytes and forgets what was not asked for longest. A new generation has other keys, so nothing old
// is ever answered. May be used by any number of threads.
class AnswerCache {
 public:
  // With 0 bytes it holds nothing and costs nothing.
  explicit AnswerCache(std::size_t bytes);

  using Answer = std::shared_ptr<const std::string>;

  // Null where there is none.
  Answer find(const std::string& key);
  void insert(std::string key, Answer answer);

  std::uint64_t hits() const { return hits_.load(std::memory_order_relaxed); }
  std::uint64_t misses() const { return misses_.load(std::memory_order_relaxed); }
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    Answer answer;
  };

  // A part of the keys with a mutex of its own.
  struct Shard {
    mutable std::mutex mutex;  // guards all below
    std::list<Entry> entries;  // last used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;
    std::size_t bytes = 0;
  };

  Shard& shard_of(const std::string& key);

  const std::size_t limit_;  // of a shard, in bytes
  std::array<Shard, 8> shards_;
  std::atomic<std::uint64_t> hits_ = 0;
  std::atomic<std::uint64_t> misses_ = 0;
};

}  // namespace dateline
