#include "search/pair_signatures.h"

#include <algorithm>

#include "search/token_stream.h"
#include "search/varint.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x3172615065656E44;  // "DneePar1"
constexpr std::size_t kHeader = 2 * sizeof(std::uint64_t);
constexpr std::uint32_t kBlockDocuments = 4096;
constexpr std::size_t kRowBytes = kBlockDocuments / 8;
constexpr std::size_t kBlockBytes = kPairRows * kRowBytes;

// Of a block of so many documents, at most kBlockDocuments.
std::size_t row_bytes(std::uint64_t documents) {
  return (documents + kStripe - 1) / kStripe * sizeof(StripeBits);
}

std::uint64_t file_bytes(std::uint64_t documents) {
  return kHeader + documents / kBlockDocuments * kBlockBytes +
         kPairRows * row_bytes(documents % kBlockDocuments);
}

struct Rows {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};

// Odd multipliers spread the numbers over all bits; the highest 22 are two rows.
Rows rows_of(const FormPair& pair) {
  static_assert(kPairRows == 1U << 11);
  const std::uint32_t mixed = (pair.first * 0x9E3779B1U + pair.second * 0x85EBCA77U) * 0xC2B2AE3DU;
  return {mixed >> 21, mixed >> 10 & (kPairRows - 1)};
}

}  // namespace

PairSignaturesWriter::PairSignaturesWriter(const std::filesystem::path& path,
                                           std::uint64_t documents)
    : file_(path), block_(kBlockBytes, '\0') {
  file_.write_number(kMagic);
  file_.write_number(documents);
}

void PairSignaturesWriter::set(const FormPair& pair) {
  const Rows rows = rows_of(pair);
  for (const std::uint32_t row : {rows.first, rows.second}) {
    char& byte = block_[row * kRowBytes + document_ / 8];
    byte = static_cast<char>(static_cast<unsigned char>(byte) | (1U << document_ % 8));
  }
}

// Words stand side by side across sentences, and not across blocks: as phrases do.
void PairSignaturesWriter::add(std::string_view stream) {
  using namespace token_codes;
  FormId previous = kPairedForms;  // where there is none: of no known pair
  VarintReader in(stream);
  while (!in.done()) {
    const std::uint64_t code = in.number();
    if (code < kFirstForm) {
      in.number();
      if (code == kBlock) previous = kPairedForms;
      continue;
    }
    const auto form = static_cast<FormId>(code - kFirstForm);
    const FormPair pair{previous, form};
    if (pair.is_known()) set(pair);
    previous = form;
  }
  if (++document_ < kBlockDocuments) return;
  file_.write(block_);
  block_.assign(kBlockBytes, '\0');
  document_ = 0;
}

void PairSignaturesWriter::finish() {
  for (std::size_t row = 0; row < kPairRows; ++row)
    file_.write(std::string_view(block_).substr(row * kRowBytes, row_bytes(document_)));
  file_.finish();
}

PairSignatures::PairSignatures(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  documents_ = load<std::uint64_t>(bytes, sizeof kMagic);
  const bool fits = documents_ / 8 <= bytes.size() && bytes.size() == file_bytes(documents_);
  if (load<std::uint64_t>(bytes, 0) != kMagic || !fits)
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
}

StripeBits PairSignatures::bits(const FormPair& pair, std::uint32_t stripe) const {
  const std::uint64_t first = stripe * std::uint64_t{kStripe} / kBlockDocuments * kBlockDocuments;
  const std::size_t in_row = (stripe * std::uint64_t{kStripe} - first) / 8;
  const std::size_t row = row_bytes(std::min<std::uint64_t>(documents_ - first, kBlockDocuments));
  const std::size_t start = kHeader + first / kBlockDocuments * kBlockBytes + in_row;
  const Rows rows = rows_of(pair);
  StripeBits both = load<StripeBits>(file_.bytes(), start + rows.first * row);
  intersect(both, load<StripeBits>(file_.bytes(), start + rows.second * row));
  return both;
}

}  // namespace dateline
