#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "search/error.h"
#include "search/searcher.h"

namespace dateline {

// Follows INDEX/current for a program that answers queries: every searcher() stands on the
// generation that is current at that moment, and keeps it alive until it is given back. May be used
// by any number of threads.
class IndexReader {
 public:
  explicit IndexReader(std::filesystem::path index,
                       std::shared_ptr<const Thesaurus> thesaurus = nullptr,
                       const QueryLimits& limits = {});
  ~IndexReader();

  // Gives the Searcher back to its reader when it goes out of scope. Must not outlive the reader.
  class Lease {
   public:
    Lease(IndexReader& reader, std::unique_ptr<Searcher> searcher, std::uint64_t generation);
    ~Lease();
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;

    const Searcher* operator->() const { return searcher_.get(); }
    std::uint64_t generation() const { return generation_; }

   private:
    IndexReader* reader_;
    std::unique_ptr<Searcher> searcher_;
    std::uint64_t generation_;
  };

  // Costs a readlink(2) while the generation stays the same. Where the current generation is
  // missing or damaged, searches stand on the newest older one that opens, and fault() says so; the
  // current one is tried again every ten seconds. Throws IndexError where there is no index that
  // opens; the message says what to do.
  Lease searcher();

  // Why searches do not stand on the generation that is current; none while all is well.
  std::optional<std::string> fault() const;

  const std::filesystem::path& path() const { return index_; }

 private:
  using Clock = std::chrono::steady_clock;

  void give_back(std::unique_ptr<Searcher> searcher, std::uint64_t generation);
  bool is_due(std::uint64_t current) const;
  void open(const std::optional<std::filesystem::path>& current);
  void fall_back(std::uint64_t before, const IndexError& why);
  void stand_on(std::shared_ptr<const Generation> generation);

  std::filesystem::path index_;
  std::shared_ptr<const Thesaurus> thesaurus_;
  QueryLimits limits_;
  mutable std::mutex mutex_;                      // guards all below
  std::uint64_t current_ = 0;                     // the number that INDEX/current had last
  std::shared_ptr<const Generation> generation_;  // that searches stand on
  std::uint64_t number_ = 0;                      // its number
  std::optional<std::string> fault_;
  Clock::time_point tried_;                      // when the current generation did not open
  std::vector<std::unique_ptr<Searcher>> idle_;  // all on generation_
};

}  // namespace dateline
