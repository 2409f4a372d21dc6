#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "search/base/string_table.h"
#include "search/store/xapian/posting.h"

namespace dateline {

// Inverts documents that come one by one: counts the terms of each, and writes the postings of all,
// sorted by term, as a database. Memory grows with the postings, 12 bytes for each. Belongs to one
// thread.
class PostingsBuilder {
 public:
  // The number by which the functions below know a term.
  std::uint32_t number(std::string_view term) { return terms_.intern(term).number; }
  std::string_view term(std::uint32_t number) const { return terms_[number]; }
  std::uint32_t terms() const { return terms_.size(); }

  // The current document has the term `weight` times more.
  void count(std::uint32_t term, std::uint32_t weight);

  // The current document has the term, and is no longer for it: a value to filter by.
  void mark(std::uint32_t term) { marked_.push_back(term); }

  void end_document();

  std::size_t postings() const { return postings_.size(); }
  std::uint32_t documents() const { return static_cast<std::uint32_t>(lengths_.size()); }

  // Writes a database with the documents that ended.
  void write(const std::filesystem::path& path) const;

  // Starts again with document 0. Terms keep their numbers.
  void forget_documents();

 private:
  struct TermPosting {
    std::uint32_t term = 0;
    Posting posting;
  };

  StringTable terms_;
  std::vector<std::uint32_t> frequency_;  // by term, of the current document
  std::vector<std::uint32_t> touched_;    // terms with a frequency
  std::vector<std::uint32_t> marked_;     // terms of the current document
  std::vector<TermPosting> postings_;     // in the order of their documents
  std::vector<std::uint32_t> lengths_;    // of each document, in frequencies
};

}  // namespace dateline
