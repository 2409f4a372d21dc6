#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/mapped_file.h"
#include "search/base/output_file.h"
#include "search/base/scratch_array.h"
#include "search/store/postings/document_bits.h"
#include "search/store/tokens/lexicon.h"

// Which frequent words stand side by side in which documents of a segment: a phrase of frequent
// words has many candidates, and most of them have the words apart.
//
// In each block of 4,096 documents, a pair of forms that many of them have has a row of its own,
// which tells its documents exactly. The others share kPairRows rows of signatures: each pair has
// two of them, and a row has the bits of the documents that have one of its pairs. So a document
// without both bits does not have the pair, and one of some sixty that lack it remains (bit-sliced
// signatures: Faloutsos and Chan, VLDB 1988). Of rare forms, what is known is not where their pairs
// are, but where they are themselves, in the same way.
//
//   blocks, each:
//     kPairRows rows of signatures: a bit for each document, the lowest first, in whole stripes
//     u32   number of pairs, and of rare forms, with a row of their own
//     u32   of each of them, rising, its key: first form << 12 | second form; 2^24 + a rare form
//     u32   of each, where its row ends, in bytes behind these numbers
//     their rows: like those of signatures, or, where that is shorter, u16 of each document in the
//       block, rising
//   u64   where each block starts
//   u64   documents, kMagic
namespace dateline {

inline constexpr std::uint32_t kPairRows = 2048;

// Forms are numbered by falling frequency: from this on they are rare.
inline constexpr FormId kRareForm = 4096;

struct FormPair {
  FormId first = 0;
  FormId second = 0;
};

// Of a block, the keys of its pairs as they stand in the text, and where those of each document
// end.
struct PairKeys {
  explicit PairKeys(const std::filesystem::path& scratch) : keys(scratch) {}

  ScratchArray<std::uint32_t> keys;
  std::vector<std::size_t> ends;
};

// Memory: 3 MB for each block that is being made, and a ScratchArray with 4 bytes for each word of
// its documents.
class WordPairsWriter {
 public:
  // Makes so many blocks at once, each in a thread of its own; with 1 in that of the caller.
  explicit WordPairsWriter(const std::filesystem::path& path, std::size_t at_once = 1);

  // The next document's token stream, with the forms' final numbers.
  void add(std::string_view stream);
  void finish();

 private:
  void make_block();
  void write_first();

  std::filesystem::path scratch_;
  OutputFile file_;
  std::size_t at_once_;
  std::vector<std::uint64_t> starts_;  // of the blocks
  std::uint64_t documents_ = 0;
  std::unique_ptr<PairKeys> keys_;               // of the block that documents are added to
  std::deque<std::future<std::string>> blocks_;  // those before, in their order
};

// What is known of where pairs stand.
struct PairDocuments {
  explicit PairDocuments(std::uint32_t stripes) : possible(stripes), certain(stripes) {}

  DocumentBits possible;  // no other document has one of the pairs
  DocumentBits certain;   // every one of these has
};

// The file, for any number of threads. Throws IndexError where its bytes are damaged.
class WordPairs {
 public:
  explicit WordPairs(const std::filesystem::path& path);

  std::uint64_t documents() const { return documents_; }
  std::uint32_t stripes() const {
    return static_cast<std::uint32_t>((documents_ + kStripe - 1) / kStripe);
  }

  // Adds what is known of a pair.
  void find(const FormPair& pair, PairDocuments& found) const;

  // Adds the documents that may have the rare form.
  void find_rare(FormId form, DocumentBits& possible) const;

  // The same of one document.
  bool may_have_rare(FormId form, std::uint32_t document) const;

 private:
  class Block;

  Block block(std::uint64_t number) const;
  void find_key(std::uint32_t key, DocumentBits& exact, DocumentBits& by_signature) const;

  MappedFile file_;
  std::uint64_t documents_ = 0;
  std::size_t starts_ = 0;  // where they start
};

}  // namespace dateline
