#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/output_file.h"
#include "search/posting_lists.h"

namespace dateline {

// Writes the file that posting_lists.h describes. Memory: 4 bytes a document, 16 a term, and one
// term's list.
class PostingListsWriter {
 public:
  // `lengths`: of each document, as the ranking counts them.
  PostingListsWriter(const std::filesystem::path& path, std::vector<std::uint32_t> lengths);

  // The postings of a term, by rising document, one at least. Either all have a frequency or none.
  void add(std::string_view term, std::span<const Posting> postings);
  void finish();

 private:
  void write_gaps(std::span<const Posting> postings);
  void write_stripes(std::span<const Posting> postings);
  void write_table();

  OutputFile file_;
  std::vector<std::uint32_t> lengths_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> terms_;  // hash, where the list starts
  std::string list_;                                            // that is being made
};

// The file of a segment, made of its postings, which PostingsWriter wrote. Throws IndexError where
// these are damaged.
void write_posting_lists(const std::filesystem::path& postings, const std::filesystem::path& path);

}  // namespace dateline
