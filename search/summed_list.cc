#include "search/summed_list.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "search/document_bits.h"
#include "search/posting_lists_format.h"
#include "search/varint.h"

namespace dateline {
namespace {

using namespace posting_lists_format;

constexpr std::uint16_t kMostIn8Bits = 256;  // what is kept is the frequency - 1
constexpr std::uint32_t kWidth8 = 4;         // in kWidths
constexpr std::uint32_t kWidth16 = 5;

// The postings of a stripe, in order.
struct Stripe {
  std::array<std::uint16_t, kStripe> frequencies;
  std::array<std::uint16_t, kStripe> lengths;
  std::size_t size = 0;
  std::uint16_t most = 0;  // of the frequencies
};

// A peak for each quarter of the frequencies: lists in files have better ones, which take longer to
// find.
Peaks peaks_of(const Stripe& stripe) {
  Peaks peaks;
  for (std::size_t i = 0; i < kPeaks; ++i)
    peaks[i] = {static_cast<std::uint16_t>(stripe.most * (i + 1) / kPeaks), kMost16Bits};
  for (std::size_t i = 0; i < stripe.size; ++i) {
    const std::uint16_t frequency = stripe.frequencies[i];
    Peak* peak = peaks.data();
    while (peak->frequency < frequency) ++peak;
    peak->length = std::min(peak->length, stripe.lengths[i]);
  }
  return peaks;
}

// Adds up in arrays by document, and writes the list of it.
class Sum {
 public:
  Sum(std::span<const PostingList> lists, const PostingLists& of)
      : of_(of),
        frequencies_(of.documents()),
        having_(of.stripes()),
        is_bare_(lists.front().is_bare()) {
    for (const PostingList& list : lists)
      list.for_each([&](const Posting& posting) { add(posting); });
  }

  std::string list() {
    append_varint(bytes_, having_.count() << 2 | (is_bare_ ? kWithoutFrequencies : 0) | kFrequent);
    for (std::uint32_t stripe = 0; stripe < of_.stripes(); ++stripe) {
      const StripeBits bits = having_.stripe(stripe);
      append(bits.data(), sizeof bits);
    }
    const std::size_t places = bytes_.size();
    const std::size_t peaks = places + of_.stripes() * sizeof(std::uint32_t);
    const std::size_t start = peaks + of_.stripes() * sizeof(Peaks);
    bytes_.resize(start);
    for (std::uint32_t stripe = 0; stripe < of_.stripes(); ++stripe) {
      const Stripe found = is_bare_ ? Stripe{} : read(stripe);
      const std::uint32_t width = found.most > kMostIn8Bits ? kWidth16 : kWidth8;
      put(static_cast<std::uint32_t>((bytes_.size() - start) << 3U | width),
          places + stripe * sizeof(std::uint32_t));
      put(peaks_of(found), peaks + stripe * sizeof(Peaks));
      append_frequencies(found);
    }
    return std::move(bytes_);
  }

 private:
  void add(const Posting& posting) {
    std::uint16_t& sum = frequencies_[posting.document];
    sum = at_most_16_bits(sum + posting.frequency);
    having_.add(posting.document);
  }

  Stripe read(std::uint32_t number) const {
    Stripe stripe;
    for_each_document(having_.stripe(number), number, [&](std::uint32_t document) {
      const std::uint16_t frequency = frequencies_[document];
      stripe.most = std::max(stripe.most, frequency);
      stripe.frequencies[stripe.size] = frequency;
      stripe.lengths[stripe.size++] = at_most_16_bits(of_.length(document));
    });
    return stripe;
  }

  void append_frequencies(Stripe stripe) {
    for (std::size_t i = 0; i < stripe.size; ++i) --stripe.frequencies[i];
    const auto* const begin = stripe.frequencies.data();
    if (stripe.most > kMostIn8Bits)
      append(begin, stripe.size * sizeof *begin);
    else
      bytes_.append(begin, begin + stripe.size);
  }

  template <typename Value>
  void put(const Value& value, std::size_t at) {
    std::memcpy(&bytes_[at], &value, sizeof value);
  }

  void append(const void* bytes, std::size_t size) {
    bytes_.append(static_cast<const char*>(bytes), size);
  }

  const PostingLists& of_;
  std::vector<std::uint16_t> frequencies_;
  DocumentBits having_;
  bool is_bare_;
  std::string bytes_;
};

}  // namespace

SummedList sum_lists(std::span<const PostingList> lists, const PostingLists& of) {
  auto bytes = std::make_shared<const std::string>(Sum(lists, of).list());
  const PostingList list = PostingList::of_bytes(*bytes, of.documents());
  return {std::move(bytes), list};
}

}  // namespace dateline
