#include "search/store/similar/signature.h"

#include <algorithm>
#include <limits>

#include "search/base/error.h"

namespace dateline {
namespace {

constexpr std::uint64_t kSignaturesMagic = 0x316E676953656E69;  // "ineSign1"
constexpr std::size_t kHeader = sizeof kSignaturesMagic;
constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();
constexpr unsigned char kBorrowed = 1;
constexpr unsigned kBinBits = 8;
static_assert(kSignatureBins == 1U << kBinBits);

// The finisher of MurmurHash3: every bit of the result depends on every bit given.
std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 33U)) * 0xFF51AFD7ED558CCDULL;
  value = (value ^ (value >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
  return value ^ (value >> 33U);
}

// Which bin an empty one asks at its n-th attempt: the same for every text, so that texts that are
// alike borrow alike.
std::size_t lender(std::size_t bin, std::size_t attempt) {
  return mix(bin << 32U | attempt) % kSignatureBins;
}

}  // namespace

double resemblance(const Signature& a, const Signature& b) {
  const std::string_view left = a.bins();
  const std::string_view right = b.bins();
  unsigned both = 0;   // bins that both have of their own
  unsigned equal = 0;  // of those
  unsigned empty = 0;  // bins that neither has
  for (std::size_t bin = 0; bin < kSignatureBins; ++bin) {
    const auto x = static_cast<unsigned char>(left[bin]);
    const auto y = static_cast<unsigned char>(right[bin]);
    const unsigned own = ((x | y) & kBorrowed) ^ kBorrowed;
    both += own;
    equal += own & static_cast<unsigned>(x == y);
    empty += x & y & kBorrowed;
  }
  constexpr double kChance = 1.0 / 128;  // that 7 bits of different hashes are the same
  const double same = (equal - both * kChance) / (1 - kChance);
  return std::max(0.0, same / (kSignatureBins - empty));
}

void SignatureBuilder::clear() {
  whole_ = 0;
  words_ = 0;
  least_.fill(kEmpty);
}

void SignatureBuilder::add_title_word(std::uint64_t word) { whole_ = mix(whole_ + word); }

void SignatureBuilder::add_body_word(std::uint64_t word) {
  // The title ends where the body begins: a word that moves from one to the other is a change.
  if (words_ == 0) whole_ = mix(whole_ + 1);
  whole_ = mix(whole_ + word);
  last_ = {last_[1], last_[2], last_[3], word};
  if (++words_ < last_.size()) return;
  const std::uint64_t shingle = mix(last_[0] + 3 * last_[1] + 5 * mix(last_[2] + 7 * last_[3]));
  std::uint64_t& least = least_[shingle >> (64U - kBinBits)];
  least = std::min(least, shingle);
}

Signature SignatureBuilder::finish() {
  bytes_.resize(Signature::kBytes);
  char* out = bytes_.data();
  std::memcpy(out, &whole_, sizeof whole_);
  std::memcpy(out + sizeof whole_, &words_, sizeof words_);
  out += sizeof whole_ + sizeof words_;
  std::fill_n(out, kSignatureBins, '\0');
  if (words_ < kShingledWords) return Signature(bytes_);
  for (std::size_t bin = 0; bin < kSignatureBins; ++bin) {
    std::size_t from = bin;
    for (std::size_t attempt = 0; least_[from] == kEmpty; ++attempt) from = lender(bin, attempt);
    out[bin] = static_cast<char>((least_[from] << 1U & 0xFEU) | (from == bin ? 0 : kBorrowed));
  }
  return Signature(bytes_);
}

SignatureWriter::SignatureWriter(const std::filesystem::path& path) : file_(path) {
  file_.write_number(kSignaturesMagic);
}

SignatureFile::SignatureFile(const std::filesystem::path& path) : file_(path) {
  const std::size_t bytes = file_.bytes().size();
  if (load<std::uint64_t>(file_.bytes(), 0) != kSignaturesMagic ||
      (bytes - kHeader) % Signature::kBytes != 0)
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  documents_ = static_cast<std::uint32_t>((bytes - kHeader) / Signature::kBytes);
}

Signature SignatureFile::operator[](std::uint32_t document) const {
  return Signature(file_.bytes().substr(kHeader + document * Signature::kBytes, Signature::kBytes));
}

}  // namespace dateline
