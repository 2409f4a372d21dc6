#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "search/store/postings/bm25.h"
#include "search/store/postings/document_bits.h"
#include "search/store/postings/posting_lists.h"

namespace dateline {

// The postings of a few terms of one word, read as those of one where they lie: a document has the
// sum of its frequencies. A word has several terms where articles are in several languages, or have
// it in capitals. Adding all of them up first, as sum_lists() does, costs more than a query that
// needs few of the sums.
class UnitedList {
 public:
  // Lists are frequent; `bytes` is what one is a view of, unless the file is.
  UnitedList(PostingList list, const TermScorer& scorer,
             std::shared_ptr<const std::string> bytes = nullptr)
      : scorer_(scorer), first_(list) {
    if (bytes) bytes_.push_back(std::move(bytes));
  }
  void add(PostingList list, std::shared_ptr<const std::string> bytes = nullptr);

  // How many documents have one of the terms, where that is known without counting.
  std::optional<std::uint32_t> size() const;

  StripeBits bits(std::uint32_t stripe) const {
    StripeBits all = first_.bits(stripe);
    for (const PostingList& list : others_) unite(all, list.bits(stripe));
    return all;
  }

  bool contains(std::uint32_t document) const {
    if (first_.contains(document)) return true;
    for (const PostingList& list : others_) {
      if (list.contains(document)) return true;
    }
    return false;
  }

  // Of a document that has one of the terms.
  double score(std::uint32_t document, const PostingLists& lists) const;

  // What no document of the stripe can exceed.
  double bound(std::uint32_t stripe, const PostingLists& lists) const;

  // Adds the scores of those of `wanted` that have one of the terms.
  void add_scores(const StripeBits& wanted, std::uint32_t stripe, const PostingLists& lists,
                  std::array<double, kStripe>& scores) const;

 private:
  using Frequencies = std::array<std::uint32_t, kStripe>;

  // Of documents of `wanted`, in all terms together.
  Frequencies added_up(const StripeBits& wanted, std::uint32_t stripe) const;

  TermScorer scorer_;
  PostingList first_;  // without an allocation where there is no other, as is usual
  std::vector<PostingList> others_;
  std::vector<std::shared_ptr<const std::string>> bytes_;
};

}  // namespace dateline
