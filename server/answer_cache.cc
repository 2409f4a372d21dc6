#include "server/answer_cache.h"

#include <functional>

namespace dateline {
namespace {

// What an entry takes besides its text: list and hash nodes, two control blocks.
constexpr std::size_t kEntryOverhead = 256;

std::size_t bytes_of(const std::string& key, const AnswerCache::Answer& answer) {
  return key.size() + answer->size() + kEntryOverhead;
}

}  // namespace

AnswerCache::AnswerCache(std::size_t bytes)
    : limit_(bytes / std::tuple_size<decltype(shards_)>()) {}

AnswerCache::Answer AnswerCache::find(const std::string& key) {
  if (limit_ == 0) return nullptr;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) {
    misses_.fetch_add(1, std::memory_order_relaxed);
    return nullptr;
  }
  hits_.fetch_add(1, std::memory_order_relaxed);
  shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
  return found->second->answer;
}

void AnswerCache::insert(std::string key, Answer answer) {
  const std::size_t bytes = bytes_of(key, answer);
  if (bytes > limit_) return;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  if (shard.by_key.contains(key)) return;  // another thread was faster
  shard.entries.push_front({std::move(key), std::move(answer)});
  shard.by_key.emplace(shard.entries.front().key, shard.entries.begin());
  shard.bytes += bytes;
  while (shard.bytes > limit_) {
    const Entry& oldest = shard.entries.back();
    shard.bytes -= bytes_of(oldest.key, oldest.answer);
    shard.by_key.erase(oldest.key);
    shard.entries.pop_back();
  }
}

std::size_t AnswerCache::bytes() const {
  std::size_t bytes = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    bytes += shard.bytes;
  }
  return bytes;
}

AnswerCache::Shard& AnswerCache::shard_of(const std::string& key) {
  return shards_[std::hash<std::string>()(key) % shards_.size()];
}

}  // namespace dateline
