#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "search/base/error.h"
#include "search/searcher.h"
#include "search/store/generation_opener.h"
#include "search/store/manifest.h"
#include "search/store/scrub.h"

namespace dateline {

struct IndexReaderOptions {
  std::shared_ptr<const Thesaurus> thesaurus = nullptr;
  QueryLimits limits;
  std::chrono::nanoseconds scrub_period{0};  // to read all of a generation again; 0: never
  std::function<void(const std::string&)> notify = nullptr;  // told what IndexReader::fault() says
};

// Follows INDEX/current for a program that answers queries: every searcher() stands on a generation
// of which each byte is as it was published, and keeps it alive until it is given back. A thread of
// its own opens and proves generations, and scrubs the one that is served. May be used by any
// number of threads.
class IndexReader {
 public:
  explicit IndexReader(std::filesystem::path index, IndexReaderOptions options = {});
  ~IndexReader();
  IndexReader(const IndexReader&) = delete;
  IndexReader& operator=(const IndexReader&) = delete;

  // Gives the Searcher back to its reader when it goes out of scope. Must not outlive the reader.
  class Lease {
   public:
    Lease(IndexReader& reader, std::unique_ptr<Searcher> searcher, const Manifest& manifest);
    ~Lease();
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;

    const Searcher* operator->() const { return searcher_.get(); }
    const Searcher& operator*() const { return *searcher_; }
    std::uint64_t generation() const { return has_.generation; }

    // Its generation, and the last place of the queue of pushed articles that is in it.
    const Freshness& has() const { return has_; }

   private:
    IndexReader* reader_;
    std::unique_ptr<Searcher> searcher_;
    Freshness has_;
  };

  // Costs a readlink(2) while the generation stays the same. Who sees first that another one is
  // current waits a moment for it; where it takes longer to prove, and for all others meanwhile,
  // searches stand on the one before.
  //
  // Where the current generation is missing or damaged, searches stand on the newest older one that
  // is sound, and fault() says so; the current one is tried again from time to time. Throws
  // IndexError where no generation is sound, or none is proven yet; the message says what to do.
  Lease searcher();

  // Waits until it is known whether what is current now can be searched; false where that takes
  // longer.
  bool wait_until_settled(std::chrono::nanoseconds patience);

  // Why searches do not stand on the generation that is current; none while all is well.
  std::optional<std::string> fault() const;

  // How often all was well and then was not, at open or by the scrub.
  std::uint64_t faults() const { return faults_; }

  // What the scrub has read.
  std::uint64_t scrubbed_bytes() const { return scrubbed_bytes_; }

  const std::filesystem::path& path() const { return index_; }

 private:
  using Clock = std::chrono::steady_clock;

  std::unique_lock<std::mutex> lock_settled();
  void give_back(std::unique_ptr<Searcher> searcher, std::uint64_t generation);

  // Of the thread.
  void keep(const std::stop_token& stop);
  void refresh(const std::stop_token& stop);
  void scrub();
  void stand_on(std::shared_ptr<const Generation> generation);
  void tell(const std::optional<std::string>& fault);

  const std::filesystem::path index_;
  const IndexReaderOptions options_;
  std::atomic<std::uint64_t> faults_ = 0;
  std::atomic<std::uint64_t> scrubbed_bytes_ = 0;

  mutable std::mutex mutex_;  // guards the eight below
  std::condition_variable_any asked_;
  std::condition_variable settled_;
  std::optional<std::uint64_t> current_;          // the number that INDEX/current had last
  std::optional<std::uint64_t> wanted_ = 0;       // what a request has seen there since
  Clock::time_point noticed_ = Clock::now();      // when it did
  std::shared_ptr<const Generation> generation_;  // that searches stand on
  std::optional<std::string> fault_;
  std::vector<std::unique_ptr<Searcher>> idle_;  // all on generation_

  // The thread's own.
  GenerationOpener opener_;
  Scrub scrub_;
  Clock::time_point next_try_ = Clock::time_point::max();  // of a current one that is not sound
  Clock::time_point next_piece_ = Clock::time_point::max();
  std::jthread keeper_;  // the last member: it uses all others
};

}  // namespace dateline
