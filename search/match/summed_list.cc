#include "search/match/summed_list.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "search/base/varint.h"
#include "search/store/postings/document_bits.h"
#include "search/store/postings/posting_lists_format.h"

namespace dateline {
namespace {

using namespace posting_lists_format;

constexpr std::uint32_t kMostIn8Bits = 256;  // what is kept is the frequency - 1
constexpr std::uint32_t kWidth8 = 4;         // in kWidths
constexpr std::uint32_t kWidth16 = 5;

// Peaks for the frequencies 1, 2, up to 4, and more: lists in files have better ones, which take
// longer to find.
class PeaksOfStripe {
 public:
  void add(std::uint32_t frequency, std::uint32_t length) {
    // Not std::bit_width(), which branches on 0: what frequency comes next cannot be predicted.
    const std::size_t at =
        std::size_t{frequency > 1} + std::size_t{frequency > 2} + std::size_t{frequency > 4};
    peaks_[at].length = std::min(peaks_[at].length, at_most_16_bits(length));
    most_ = std::max(most_, frequency);
  }
  std::uint32_t most() const { return most_; }  // of the frequencies
  Peaks peaks() const {
    Peaks peaks = peaks_;
    peaks.back().frequency = static_cast<std::uint16_t>(most_);
    return peaks;
  }

 private:
  static constexpr Peak kNone{.frequency = 0, .length = kMost16Bits};
  static_assert(kPeaks == 4);
  Peaks peaks_{Peak{1, kMost16Bits}, {2, kMost16Bits}, {4, kMost16Bits}, kNone};
  std::uint32_t most_ = 0;
};

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
      bytes_.append(reinterpret_cast<const char*>(bits.data()), sizeof bits);
    }
    const std::size_t places = bytes_.size();
    const std::size_t peaks = places + of_.stripes() * sizeof(std::uint32_t);
    const std::size_t start = peaks + of_.stripes() * sizeof(Peaks);
    bytes_.resize(start);
    for (std::uint32_t stripe = 0; stripe < of_.stripes(); ++stripe) {
      const std::size_t place = bytes_.size() - start;
      const PeaksOfStripe found = is_bare_ ? PeaksOfStripe() : append_frequencies(stripe);
      const std::uint32_t width = found.most() > kMostIn8Bits ? kWidth16 : kWidth8;
      put(static_cast<std::uint32_t>(place << 3U | width), places + stripe * sizeof(std::uint32_t));
      put(found.peaks(), peaks + stripe * sizeof(Peaks));
    }
    return std::move(bytes_);
  }

 private:
  void add(const Posting& posting) {
    std::uint16_t& sum = frequencies_[posting.document];
    sum = at_most_16_bits(sum + posting.frequency);
    having_.add(posting.document);
  }

  // In 8 bits, as nearly all are; where they do not fit, once more in 16.
  PeaksOfStripe append_frequencies(std::uint32_t stripe) {
    PeaksOfStripe found;
    const std::size_t begin = bytes_.size();
    const StripeBits having = having_.stripe(stripe);
    bytes_.resize(begin + count_of(having));
    char* next = &bytes_[begin];
    for_each_document(having, stripe, [&](std::uint32_t document) {
      found.add(frequencies_[document], of_.length(document));
      *next++ = static_cast<char>(frequencies_[document] - 1);
    });
    if (found.most() <= kMostIn8Bits) return found;
    bytes_.resize(begin);
    for_each_document(having, stripe, [&](std::uint32_t document) {
      const auto kept = static_cast<std::uint16_t>(frequencies_[document] - 1);
      bytes_.append(reinterpret_cast<const char*>(&kept), sizeof kept);
    });
    return found;
  }

  template <typename Value>
  void put(const Value& value, std::size_t at) {
    std::memcpy(&bytes_[at], &value, sizeof value);
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
