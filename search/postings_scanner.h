#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/glass_table.h"
#include "search/postings_writer.h"

namespace dateline {

// Reads the postings of a database that PostingsWriter wrote from the first term to the last, as
// merging wants it: without a look-up a term. Belongs to one thread. Throws IndexError where the
// bytes are damaged.
class PostingsScanner {
 public:
  explicit PostingsScanner(const std::filesystem::path& path);

  // Of the documents, in their order.
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }

  // Goes to the next term, the first one to begin with; false at the end.
  bool next();

  const std::string& term() const { return term_; }

  // Appends the term's postings, with `first_document` added to each document.
  void append_to(std::vector<Posting>& postings, std::uint32_t first_document) const;

 private:
  // A stretch of a posting list: a frequency, then by turns the distance to the next document, less
  // one, and the frequency there, as varints.
  struct Chunk {
    std::uint32_t first_document = 0;
    std::string_view postings;
  };

  void read_lengths();
  void read_list(std::size_t document_at);

  glass::TableScanner table_;
  std::optional<glass::TableScanner::Entry> ahead_;
  std::string term_;
  std::vector<Chunk> chunks_;
  std::vector<std::uint32_t> lengths_;
};

}  // namespace dateline
