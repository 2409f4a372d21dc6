#include "search/store/postings/document_bits.h"

#include <algorithm>

namespace dateline {

void DocumentBits::invert() {
  for (std::uint64_t& word : words_) word = ~word;
}

void DocumentBits::keep(const DocumentBits& others) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= others.words_[i];
}

void DocumentBits::unite(const DocumentBits& more) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= more.words_[i];
}

std::uint64_t DocumentBits::count() const {
  std::uint64_t count = 0;
  for (std::uint32_t number = 0; number < stripes(); ++number) count += count_of(stripe(number));
  return count;
}

StripeBits DocumentBits::stripe(std::uint32_t number) const {
  StripeBits bits;
  std::copy_n(words_.begin() + static_cast<std::ptrdiff_t>(number * kStripeWords), kStripeWords,
              bits.begin());
  return bits;
}

void DocumentBits::set_stripe(std::uint32_t number, const StripeBits& bits) {
  std::copy(bits.begin(), bits.end(),
            words_.begin() + static_cast<std::ptrdiff_t>(number * kStripeWords));
}

void DocumentBits::add_stripe(std::uint32_t number, const StripeBits& bits) {
  for (std::size_t i = 0; i < kStripeWords; ++i) words_[number * kStripeWords + i] |= bits[i];
}

}  // namespace dateline
