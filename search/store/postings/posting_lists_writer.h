#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "search/base/output_file.h"
#include "search/base/scratch_array.h"
#include "search/store/postings/posting_lists.h"

namespace dateline {

// Writes the file that posting_lists.h describes. Memory: a ScratchArray of the terms, and one
// term's list.
class PostingListsWriter {
 public:
  // `lengths`: of each document, as the ranking counts them. They must outlive the writer.
  PostingListsWriter(const std::filesystem::path& path, std::span<const std::uint32_t> lengths);

  // The postings of a term, by rising document, one at least. Either all have a frequency or none.
  void add(std::string_view term, std::span<const Posting> postings);
  void finish();

 private:
  // Of the table.
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t start = 0;  // of the term's list
  };

  void write_gaps(std::span<const Posting> postings);
  void write_stripes(std::span<const Posting> postings);
  std::size_t wrapped(std::size_t slots) const;
  void write_table();

  OutputFile file_;
  std::span<const std::uint32_t> lengths_;
  ScratchArray<Slot> terms_;
  std::string list_;  // that is being made
};

// The file of a segment, made of its postings, which PostingsWriter wrote. Throws IndexError where
// these are damaged.
void write_posting_lists(const std::filesystem::path& postings, const std::filesystem::path& path);

}  // namespace dateline
