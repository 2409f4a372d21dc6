#pragma once

#include <filesystem>
#include <mutex>
#include <optional>

#include "indexer/index_lock.h"
#include "indexer/index_state.h"

namespace dateline {

// The one process that writes to an index, from lock to unlock. Several of its threads may make new
// segments at the same time; they publish one after another, each in a Transaction.
class IndexWriter {
 public:
  // Throws IndexError where another process writes.
  IndexWriter(std::filesystem::path index, std::size_t keep_generations);

  const std::filesystem::path& index() const { return index_; }

  // Nobody else publishes while it lives.
  class Transaction {
   public:
    explicit Transaction(IndexWriter& writer) : writer_(writer), lock_(writer.mutex_) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // The state of the current generation, to look at or to change; null where there is none. What
    // was changed and not published is read again from disk afterwards.
    const IndexState* state() const;
    IndexState& change();

    // Starts from nothing.
    IndexState& start_anew();

    Manifest publish(PublishOptions options);

    // What was changed is as it was.
    void keep() { is_changed_ = false; }

   private:
    IndexWriter& writer_;
    std::unique_lock<std::mutex> lock_;
    bool is_changed_ = false;
  };

 private:
  std::filesystem::path index_;
  std::size_t keep_generations_;
  IndexLock lock_;
  std::mutex mutex_;  // guards state_ and what is current
  std::optional<IndexState> state_;
};

}  // namespace dateline
