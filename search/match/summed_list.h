#pragma once

#include <memory>
#include <span>
#include <string>

#include "search/store/postings/posting_lists.h"

namespace dateline {

// The postings of several terms as those of one that many documents have, in memory: of a document
// that several have, the frequencies are added.
struct SummedList {
  std::shared_ptr<const std::string> bytes;  // that the list is a view of
  PostingList list;
};

// `lists` are of `of`, and one at least has a posting. Linear in their postings and in the stripes;
// 2 bytes a document while it is made.
SummedList sum_lists(std::span<const PostingList> lists, const PostingLists& of);

}  // namespace dateline
