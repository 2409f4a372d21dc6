#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "search/exchange/article_queue.h"
#include "search/exchange/run_mailbox.h"
#include "server/http/reply.h"
#include "server/queue_end.h"

namespace dateline {

// What requests that show the token do: they push articles, remove them, and ask for runs. All of
// it goes through files below the index, which dateline-index reads; what was answered with 202 is
// durable. docs/rest-api.md has the answers. May be used by any number of threads.
//
// All members throw IndexError where nobody would do what is asked, and
// std::filesystem::filesystem_error where it cannot be written down.
class IndexChanges {
 public:
  explicit IndexChanges(std::filesystem::path index);

  // Throws BodyError where the body has no articles; see received_articles().
  Reply push(std::string_view body);
  Reply remove(const std::string& id);

  Reply start_run(RunScope scope);
  Reply runs(std::size_t limit) const;
  Reply run(std::uint64_t number) const;
  Reply cancel_run(std::uint64_t number);

  // Entries that are durable since the server started.
  std::uint64_t accepted() const { return accepted_; }

  // The sequence number of the last entry of the queue, whoever appended it; 0: there is none.
  std::uint64_t last_sequence() { return queue_end_.sequence(); }

  // How often entries were appended and made durable, and how long that took in all.
  std::uint64_t appends() const { return appends_; }
  std::chrono::nanoseconds append_time() const { return std::chrono::nanoseconds(append_time_); }

 private:
  ArticleQueue& queue();
  Reply enqueue(const std::vector<std::string>& ids,
                const std::vector<ArticleQueue::NewEntry>& entries);

  const std::filesystem::path index_;
  std::atomic<std::uint64_t> accepted_ = 0;
  std::atomic<std::uint64_t> appends_ = 0;
  std::atomic<std::chrono::nanoseconds::rep> append_time_ = 0;
  QueueEnd queue_end_;
  std::mutex mutex_;  // guards queue_, which is made when it is first needed
  std::unique_ptr<ArticleQueue> queue_;
};

}  // namespace dateline
