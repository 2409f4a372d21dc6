#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "search/base/mapped_file.h"
#include "search/base/varint.h"
#include "search/store/postings/document_bits.h"
#include "search/store/xapian/posting.h"

// The postings of a segment's terms once more, laid out for ranking: what Xapian reads one by one
// through a B-tree is here an array in a mapped file. Xapian's postings stay the truth; this file
// is made of them, and has all terms but the articles' ids.
//
// Documents stand in stripes of 256. Of a term that many documents have, each stripe has its
// documents as bits, their frequencies in as few bits as the stripe needs, and its peaks: pairs of
// a frequency and a length that no posting of the stripe exceeds in both. They bound what the
// stripe's best document can score, whatever the parameters of the ranking (block-max indexes: Ding
// and Suel, SIGIR 2011; stripes of fixed size: Mallia, Suel and Tonellotto, SIGIR 2024).
//
//   lists, each: varint (documents << 2 | without frequencies << 1 | frequent)
//     not frequent: of each posting varint (gap << 1 | frequency is 1), then the frequency if it is
//       not; without frequencies: varint gap. The gap is that to the document before; the first has
//       the document's number + 1
//     frequent: u64 bits, four a stripe, the lowest first; u32 place of each stripe's frequencies
//       (bytes behind the peaks << 3 | a number of kWidths); peaks, four a stripe: u16 frequency
//       (65535: no bound), u16 length; the frequencies - 1
//   u32   length of each document: the sum of its frequencies
//   u64   slots of an open hash table, a power of two: hash of the term (XXH3), where its list
//         starts + 1; an empty slot has 0
//   u64   documents, sum of lengths, slots, where the lengths start, kMagic
namespace dateline {

// No posting of a stripe has both a greater frequency and a smaller length than each of its peaks.
struct Peak {
  static constexpr std::uint16_t kUnbounded = 0xFFFF;
  std::uint16_t frequency = 0;
  std::uint16_t length = 0;
};
inline constexpr std::size_t kPeaks = 4;
using Peaks = std::array<Peak, kPeaks>;

// The postings of one term: a view of the file. Throws IndexError where the bytes are damaged.
class PostingList {
 public:
  // A list in the form that the file has it in, of so many documents.
  static PostingList of_bytes(std::string_view bytes, std::uint32_t documents) {
    return {bytes, 0, documents};
  }

  std::uint32_t size() const { return size_; }

  // Whether its postings have no frequencies.
  bool is_bare() const { return without_frequencies_; }

  // Whether the functions below read() may be called.
  bool is_frequent() const { return frequent_; }

  // All postings, by rising document.
  std::vector<Posting> read() const;

  // Calls `use` with each of them.
  template <typename Use>
  void for_each(const Use& use) const {
    if (frequent_) {
      for_each_in_stripes(use);
    } else {
      for_each_gap(use);
    }
  }

  // The documents of a stripe that have the term.
  StripeBits bits(std::uint32_t stripe) const {
    return load<StripeBits>(bytes_, stripe * sizeof(StripeBits));
  }
  bool contains(std::uint32_t document) const {
    const auto word = load<std::uint64_t>(bytes_, document / 64 * std::size_t{8});
    return (word >> document % 64 & 1) != 0;
  }
  // Of a document that has the term.
  std::uint32_t frequency(std::uint32_t document) const;
  Peaks peaks(std::uint32_t stripe) const;

  // Calls `use` with the posting of each document of `wanted` that has the term.
  template <typename Use>
  void for_each_of(const StripeBits& wanted, std::uint32_t stripe, const Use& use) const {
    const StripeBits having = bits(stripe);
    StripeBits both = having;
    intersect(both, wanted);
    const std::uint32_t count = count_of(having);
    const Frequencies frequencies = frequencies_of(stripe);
    if (count_of(both) * kUnpackedShare < count) {
      for_each_place(both, having, stripe, frequencies, use);
    } else {
      for_each_place(both, having, stripe, frequencies.unpack(count), use);
    }
  }

 private:
  friend class PostingLists;
  PostingList(std::string_view file, std::size_t start, std::uint32_t documents);

  // The frequencies of a stripe, by the place of a document among those that have the term.
  class Frequencies {
   public:
    Frequencies(std::string_view bytes, std::uint32_t width, bool none)
        : bytes_(bytes), width_(width), none_(none) {}
    std::uint32_t operator[](std::uint32_t place) const;

    // The first so many, at most a stripe's.
    std::array<std::uint32_t, kStripe> unpack(std::uint32_t count) const;

   private:
    std::string_view bytes_;
    std::uint32_t width_;
    bool none_;
  };

  // Of fewer than one in so many of a stripe's postings, each is read by itself.
  static constexpr std::uint32_t kUnpackedShare = 4;

  // Calls `use` with the postings of `wanted`, which are some of `having`; their frequencies are
  // given by place.
  template <typename ByPlace, typename Use>
  static void for_each_place(const StripeBits& wanted, const StripeBits& having,
                             std::uint32_t stripe, const ByPlace& frequencies, const Use& use) {
    std::uint32_t place = 0;
    for (std::uint32_t word = 0; word < kStripeWords; ++word) {
      for (std::uint64_t rest = wanted[word]; rest != 0; rest &= rest - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(rest));
        const std::uint64_t below = having[word] & ((std::uint64_t{1} << bit) - 1);
        use(Posting{stripe * kStripe + word * 64 + bit, frequencies[place + count_of(below)]});
      }
      place += count_of(having[word]);
    }
  }

  Frequencies frequencies_of(std::uint32_t stripe) const;
  template <typename Use>
  void for_each_gap(const Use& use) const;
  template <typename Use>
  void for_each_in_stripes(const Use& use) const;
  void require_in_range(std::uint64_t document) const {
    if (document >= documents_) [[unlikely]]
      throw_damaged();
  }
  [[noreturn]] static void throw_damaged();

  std::string_view bytes_;  // of the list, and what follows it
  std::uint32_t documents_ = 0;
  std::uint32_t size_ = 0;
  bool frequent_ = false;
  bool without_frequencies_ = false;
  std::size_t places_ = 0;  // in bytes_
  std::size_t peaks_ = 0;
  std::size_t frequencies_ = 0;
};

template <typename Use>
void PostingList::for_each_gap(const Use& use) const {
  VarintReader in(bytes_);
  std::uint64_t next = 0;  // the document behind the last one
  for (std::uint32_t i = 0; i < size_; ++i) {
    const std::uint64_t code = in.number();
    next += without_frequencies_ ? code : code >> 1;
    require_in_range(next - 1);
    Posting posting{.document = static_cast<std::uint32_t>(next - 1)};
    if (!without_frequencies_)
      posting.frequency = (code & 1) != 0 ? 1 : static_cast<std::uint32_t>(in.number());
    use(posting);
  }
}

template <typename Use>
void PostingList::for_each_in_stripes(const Use& use) const {
  for (std::uint32_t stripe = 0; stripe * kStripe < documents_; ++stripe) {
    const StripeBits having = bits(stripe);
    const auto frequencies = frequencies_of(stripe).unpack(count_of(having));
    std::uint32_t place = 0;
    for_each_document(having, stripe, [&](std::uint32_t document) {
      require_in_range(document);
      use(Posting{document, frequencies[place++]});
    });
  }
}

// The file, for any number of threads.
class PostingLists {
 public:
  explicit PostingLists(const std::filesystem::path& path);

  std::uint32_t documents() const { return documents_; }
  std::uint32_t stripes() const { return (documents_ + kStripe - 1) / kStripe; }
  std::uint64_t total_length() const { return total_length_; }
  std::uint32_t length(std::uint32_t document) const {
    return load<std::uint32_t>(file_.bytes(), lengths_ + document * std::size_t{4});
  }

  // None where no document has the term.
  std::optional<PostingList> find(std::string_view term) const;

 private:
  MappedFile file_;
  std::uint32_t documents_ = 0;
  std::uint64_t total_length_ = 0;
  std::uint64_t slots_ = 0;
  std::size_t lengths_ = 0;  // where they start
  std::size_t table_ = 0;
};

}  // namespace dateline
