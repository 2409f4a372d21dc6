#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "search/base/mapped_file.h"
#include "search/base/output_file.h"

// What is kept of an article's words to find others of nearly the same text: 268 bytes, whatever
// its length. docs/duplicates.md tells how it was chosen and what it finds.
//
// The words of the body, its paragraphs joined, are cut into shingles of four. Each shingle has a
// hash; the first 8 bits of it choose one of 256 bins, and a bin keeps the least of its hashes (one
// permutation hashing: Li, Owen and Zhang, NIPS 2012). The share of bins in which two texts keep
// the same hash estimates the share of shingles that they have in common. 7 bits of each hash are
// stored. A bin that no shingle fell into borrows from another one (Shrivastava, ICML 2017), so
// that bands of any text can be looked up.
//
//   u64   kSignaturesMagic
//   then of each document:
//     u64   hash of all words of title and body
//     u32   words of the body
//     u8    of each bin: in the lowest bit 1 where it is borrowed, above it 7 bits of its hash;
//           all 0 where the body has less than kShingledWords
namespace dateline {

inline constexpr std::size_t kSignatureBins = 256;
inline constexpr std::uint32_t kShingledWords = 8;  // shorter bodies are compared as a whole

// A signature's bytes, which belong to a SignatureFile or a SignatureBuilder.
class Signature {
 public:
  static constexpr std::size_t kBytes = 12 + kSignatureBins;
  static constexpr std::size_t kBands = 32;

  explicit Signature(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t whole() const { return load<std::uint64_t>(bytes_, 0); }
  std::uint32_t words() const { return load<std::uint32_t>(bytes_, 8); }
  bool is_shingled() const { return words() >= kShingledWords; }

  // Four bins beside each other: equal with a probability of about J^4 where two bodies have the
  // share J of their shingles in common.
  std::uint32_t band(std::size_t number) const {
    constexpr std::uint32_t kHashes = 0xFEFEFEFE;  // without what tells that they are borrowed
    return load<std::uint32_t>(bytes_, 12 + number * 4) & kHashes;
  }

  std::string_view bins() const { return bytes_.substr(12, kSignatureBins); }
  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

// The share of their shingles that two bodies have in common, |A ∩ B| / |A ∪ B|, estimated. Both
// must be shingled.
double resemblance(const Signature& a, const Signature& b);

// Makes the signature of one article after another. Words are given as hashes of their folded form,
// which are the same in all segments.
class SignatureBuilder {
 public:
  SignatureBuilder() { clear(); }

  void clear();
  void add_title_word(std::uint64_t word);
  void add_body_word(std::uint64_t word);

  // Of what was added since clear(); valid until the next call of a function that is not const.
  Signature finish();

 private:
  std::uint64_t whole_ = 0;
  std::uint32_t words_ = 0;                            // of the body
  std::array<std::uint64_t, 4> last_{};                // words of the body
  std::array<std::uint64_t, kSignatureBins> least_{};  // hash of each bin
  std::string bytes_;
};

class SignatureWriter {
 public:
  explicit SignatureWriter(const std::filesystem::path& path);
  void add(const Signature& signature) { file_.write(signature.bytes()); }
  void finish() { file_.finish(); }

 private:
  OutputFile file_;
};

// The signatures of a segment on disk; documents are numbered from 0. Any number of threads may
// read.
class SignatureFile {
 public:
  explicit SignatureFile(const std::filesystem::path& path);

  std::uint32_t documents() const { return documents_; }
  Signature operator[](std::uint32_t document) const;

 private:
  MappedFile file_;
  std::uint32_t documents_ = 0;
};

}  // namespace dateline
