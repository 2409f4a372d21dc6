#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

// Sets of a segment's documents as bits, the lowest document first, in stripes of 256: what
// postings are laid out in (posting_lists.h) and what conditions are joined with.
namespace dateline {

inline constexpr std::uint32_t kStripe = 256;  // documents
inline constexpr std::size_t kStripeWords = kStripe / 64;
using StripeBits = std::array<std::uint64_t, kStripeWords>;

// Adds a document of the stripe, by its number in the segment.
inline void add_to(StripeBits& bits, std::uint32_t document) {
  bits[document % kStripe / 64] |= std::uint64_t{1} << document % 64;
}

inline void unite(StripeBits& bits, const StripeBits& more) {
  for (std::size_t i = 0; i < kStripeWords; ++i) bits[i] |= more[i];
}

inline void intersect(StripeBits& bits, const StripeBits& others) {
  for (std::size_t i = 0; i < kStripeWords; ++i) bits[i] &= others[i];
}

inline void subtract(StripeBits& bits, const StripeBits& others) {
  for (std::size_t i = 0; i < kStripeWords; ++i) bits[i] &= ~others[i];
}

// Not std::popcount(), which is a call into a table where no processor may be assumed but the first
// of its kind, as in Debian's packages. Warren, Hacker's Delight, 5-1.
inline std::uint32_t count_of(std::uint64_t bits) {
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return static_cast<std::uint32_t>(bits * 0x0101010101010101 >> 56);
}

inline std::uint32_t count_of(const StripeBits& bits) {
  std::uint32_t count = 0;
  for (const std::uint64_t word : bits) count += count_of(word);
  return count;
}

// Calls `use` with each document of the bits, by rising number.
template <typename Use>
void for_each_document(const StripeBits& bits, std::uint32_t stripe, const Use& use) {
  for (std::uint32_t word = 0; word < kStripeWords; ++word) {
    for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
      use(stripe * kStripe + word * 64 + static_cast<std::uint32_t>(std::countr_zero(rest)));
    }
  }
}

// A set of documents of a whole segment.
class DocumentBits {
 public:
  explicit DocumentBits(std::uint32_t stripes) : words_(stripes * kStripeWords) {}

  std::uint32_t stripes() const { return static_cast<std::uint32_t>(words_.size() / kStripeWords); }
  bool contains(std::uint32_t document) const {
    return (words_[document / 64] >> document % 64 & 1) != 0;
  }
  void add(std::uint32_t document) { words_[document / 64] |= std::uint64_t{1} << document % 64; }
  void remove(std::uint32_t document) {
    words_[document / 64] &= ~(std::uint64_t{1} << document % 64);
  }
  void invert();
  void keep(const DocumentBits& others);  // removes what is not in `others`
  void unite(const DocumentBits& more);
  std::uint64_t count() const;
  StripeBits stripe(std::uint32_t number) const;
  void set_stripe(std::uint32_t number, const StripeBits& bits);
  void add_stripe(std::uint32_t number, const StripeBits& bits);

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace dateline
