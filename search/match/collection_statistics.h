#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/generation.h"
#include "search/store/postings/bm25.h"

namespace dateline {

// What BM25 asks of all segments of a generation together. All of them must have posting lists.
class CollectionStatistics {
 public:
  explicit CollectionStatistics(const Generation& generation) : generation_(generation) {}

  const Collection& collection() const { return generation_.collection(); }

  // The documents that have the term, deleted ones included; of several terms, of which only those
  // of usual languages count where there are any, an estimate of those
  // that have one of them, as if terms were independent: Xapian's, for the same scores.
  std::uint64_t having(const std::vector<std::string>& terms) const;
  std::uint64_t having(std::string_view term) const;

 private:
  const Generation& generation_;
};

}  // namespace dateline
