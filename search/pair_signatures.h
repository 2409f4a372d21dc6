#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "search/lexicon.h"
#include "search/mapped_file.h"
#include "search/output_file.h"
#include "search/posting_lists.h"

// Which frequent words stand side by side in which documents of a segment, as signatures: a phrase
// of frequent words has many candidates, and most of them have the words apart. Each pair of forms
// has two of kPairRows rows, which it shares with others; in a row are the bits of the documents
// that have one of its pairs. So a document without both bits does not have the pair, and one of
// thirty that lack it remains (bit-sliced signatures: Faloutsos and Chan, VLDB 1988).
//
//   u64   kMagic, documents
//   then for every 4,096 documents: kPairRows rows of 512 bytes, a bit for each document, the
//   lowest first; rows of the last ones are as long as their stripes
namespace dateline {

inline constexpr std::uint32_t kPairRows = 2048;

// Forms are numbered by falling frequency: only pairs of those below this are known.
inline constexpr FormId kPairedForms = 4096;

struct FormPair {
  FormId first = 0;
  FormId second = 0;

  bool is_known() const { return first < kPairedForms && second < kPairedForms; }
};

class PairSignaturesWriter {
 public:
  PairSignaturesWriter(const std::filesystem::path& path, std::uint64_t documents);

  // The next document's token stream, with the forms' final numbers.
  void add(std::string_view stream);
  void finish();

 private:
  void set(const FormPair& pair);

  OutputFile file_;
  std::string block_;
  std::uint32_t document_ = 0;  // of the block
};

// The file, for any number of threads.
class PairSignatures {
 public:
  explicit PairSignatures(const std::filesystem::path& path);

  std::uint64_t documents() const { return documents_; }

  // The documents of a stripe that may have the known pair.
  StripeBits bits(const FormPair& pair, std::uint32_t stripe) const;

 private:
  MappedFile file_;
  std::uint64_t documents_ = 0;
};

}  // namespace dateline
