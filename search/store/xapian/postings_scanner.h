#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/varint.h"
#include "search/store/xapian/glass_table.h"
#include "search/store/xapian/posting.h"

namespace dateline {

// Reads the postings of a database that PostingsWriter wrote from the first term to the last, as
// merging wants it: without a look-up a term. Belongs to one thread. Throws IndexError where the
// bytes are damaged.
class PostingsScanner {
 public:
  explicit PostingsScanner(const std::filesystem::path& path);

  // Appends the lengths of the documents, in their order, to something that has push_back(). To be
  // called before next().
  template <typename Lengths>
  void append_lengths(Lengths& lengths) const {
    for_each_posting([&](const Posting& posting) { lengths.push_back(posting.frequency); });
  }

  // Goes to the next term, the first one to begin with; false at the end.
  bool next();

  const std::string& term() const { return term_; }

  // Appends the term's postings, with `first_document` added to each document, likewise.
  template <typename Postings>
  void append_to(Postings& postings, std::uint32_t first_document) const {
    for_each_posting([&](const Posting& posting) {
      postings.push_back(Posting{posting.document + first_document, posting.frequency});
    });
  }

 private:
  // A stretch of a posting list: a frequency, then by turns the distance to the next document, less
  // one, and the frequency there, as varints.
  struct Chunk {
    std::uint32_t first_document = 0;
    std::string_view postings;
  };

  template <typename Use>
  void for_each_posting(const Use& use) const {
    for (const Chunk& chunk : chunks_) {
      VarintReader reader(chunk.postings);
      std::uint32_t document = chunk.first_document;
      use(Posting{document, static_cast<std::uint32_t>(reader.number())});
      while (!reader.done()) {
        document += static_cast<std::uint32_t>(reader.number()) + 1;
        use(Posting{document, static_cast<std::uint32_t>(reader.number())});
      }
    }
  }

  void read_list(std::size_t document_at);

  glass::TableScanner table_;
  std::optional<glass::TableScanner::Entry> ahead_;
  std::string term_;
  std::vector<Chunk> chunks_;  // of the term, before the first one of the lengths
};

}  // namespace dateline
