#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "search/searcher.h"

namespace dateline {

// Follows INDEX/current for a program that answers queries: every searcher() stands on the
// generation that is current at that moment, and keeps it alive until it is given back. May be used
// by any number of threads.
class IndexReader {
 public:
  explicit IndexReader(std::filesystem::path index,
                       std::shared_ptr<const Thesaurus> thesaurus = nullptr);
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

  // Costs a readlink(2) while the generation stays the same. Throws IndexError where there is no
  // index, or one of another schema version; the message says what to do.
  Lease searcher();

  const std::filesystem::path& path() const { return index_; }

 private:
  void give_back(std::unique_ptr<Searcher> searcher, std::uint64_t generation);

  std::filesystem::path index_;
  std::shared_ptr<const Thesaurus> thesaurus_;
  std::mutex mutex_;                              // guards all below
  std::shared_ptr<const Generation> generation_;  // the newest seen
  std::uint64_t number_ = 0;                      // its number
  std::vector<std::unique_ptr<Searcher>> idle_;   // all on generation_
};

}  // namespace dateline
