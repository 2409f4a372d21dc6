#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/xapian/glass_table.h"
#include "search/store/xapian/posting.h"

namespace dateline {

// What a database tells besides its postings.
struct DatabaseExtras {
  std::map<std::string, std::string> metadata;  // texts of at most 1.5 KB, by name

  // Of each document its value 0; an empty text: it has none. No text is longer than 255 bytes.
  std::function<std::string(std::uint32_t document)> value;

  // Of each document its data, at most kMaxDataBytes; asked for in the documents' order.
  std::function<std::string_view(std::uint32_t document)> data;

  static constexpr std::size_t kMaxDataBytes = 2000;
};

// Writes a Xapian database (glass, as of 1.4) of postings that are sorted already: of each term its
// documents with their frequencies, and the length of each document, in one pass and one file.
// Xapian's own writer takes documents, sorts their terms in a tree of trees, and is two thirds of a
// build's time; see docs/architecture.md, "Why do we write Xapian's postings ourselves?". Xapian
// reads and checks what this writes as its own. Equal postings give equal bytes, the database's
// UUID included.
class PostingsWriter {
 public:
  // `lengths` are of the documents 0, 1, …
  PostingsWriter(const std::filesystem::path& path, std::span<const std::uint32_t> lengths);

  // The same with extras, which must have both functions.
  PostingsWriter(const std::filesystem::path& path, std::span<const std::uint32_t> lengths,
                 DatabaseExtras extras);

  // Terms must rise, and so must their documents; there must be one. A term has at most 245 bytes.
  void add(std::string_view term, std::span<const Posting> postings);
  void finish();

 private:
  void add_entry(std::string_view key, std::string_view tag);
  void add_metadata();
  void add_values();
  void add_data();
  void add_lengths(std::span<const std::uint32_t> lengths, const std::filesystem::path& scratch);
  void add_list(std::string_view first_key, std::string_view further_key, std::string_view counts,
                std::span<const Posting> postings);
  std::string description(const glass::TableRoot& postings,
                          const std::optional<glass::TableRoot>& data) const;

  glass::TableWriter table_;
  std::optional<DatabaseExtras> extras_;
  std::uint32_t documents_ = 0;
  std::uint64_t total_length_ = 0;
  std::uint32_t least_length_ = 0;  // of those that have a word
  std::uint32_t most_length_ = 0;
  std::uint32_t most_frequency_ = 0;
  std::uint64_t hash_ = 0;  // of all that was added
  std::string key_;
  std::string further_key_;
  std::string body_;
  std::string tag_;
};

}  // namespace dateline
