#pragma once

#include <filesystem>
#include <mutex>
#include <optional>

#include "indexer/build/index_state.h"
#include "search/exchange/index_lock.h"

namespace dateline {

// The one process that writes to an index, from lock to unlock. Several of its threads may make new
// segments at the same time; they publish one after another, each in a Transaction.
class IndexWriter {
 public:
  // Throws IndexError where another process writes.
  IndexWriter(std::filesystem::path index, std::size_t keep_generations,
              PublicDatabase public_database = PublicDatabase::off);

  const std::filesystem::path& index() const { return index_; }
  PublicDatabase public_database() const { return public_database_; }

  // Reads again what is due of the current generation's files (see ProvenFiles), and returns what
  // is damaged. Its state is without the damaged segments from then on, and nothing but a run,
  // which makes them anew, may publish.
  Damage verify();

  bool is_damaged() const;

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

    // What is not sound of the current generation, as far as it is known.
    const Damage& damage() const { return writer_.damage_; }

    // These files of the current generation were found to be damaged: they are read again, and the
    // state is without their segments from the end of the transaction on.
    void distrust(const std::vector<std::string>& files);

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
  PublicDatabase public_database_;
  IndexLock lock_;
  mutable std::mutex mutex_;  // guards what follows and what is current
  ProvenFiles proven_;
  Damage damage_;
  bool was_just_verified_ = true;  // by the constructor: the first verify() reads nothing again
  std::optional<IndexState> state_;
};

}  // namespace dateline
