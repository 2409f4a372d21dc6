#include "search/posting_lists.h"

#include <bit>

#include "search/posting_lists_format.h"
#include "search/varint.h"

namespace dateline {
namespace {

using namespace posting_lists_format;

IndexError damaged() {
  return IndexError("a list of postings is damaged: run dateline-index --full");
}

// `value` must be within the bytes.
std::uint32_t number_of_width(std::string_view bytes, std::size_t place, std::uint32_t index,
                              std::uint32_t width) {
  if (width == 0) return 0;
  if (width == 16) return load<std::uint16_t>(bytes, place + index * std::size_t{2});
  if (width == 32) return load<std::uint32_t>(bytes, place + index * std::size_t{4});
  const std::uint32_t bit = index * width;
  const auto byte = load<std::uint8_t>(bytes, place + bit / 8);
  return byte >> bit % 8 & ((1U << width) - 1);
}

}  // namespace

PostingList::PostingList(std::string_view file, std::size_t start, std::uint32_t documents)
    : bytes_(file.substr(start)), documents_(documents) {
  VarintReader in(bytes_);
  const std::uint64_t head = in.number();
  frequent_ = (head & kFrequent) != 0;
  without_frequencies_ = (head & kWithoutFrequencies) != 0;
  if (head >> 2 > documents) throw damaged();
  size_ = static_cast<std::uint32_t>(head >> 2);
  bytes_.remove_prefix(in.position());
  if (!frequent_) return;
  const std::size_t windows = (documents + kWindow - 1) / kWindow;
  places_ = windows * sizeof(WindowBits);
  peaks_ = places_ + windows * sizeof(std::uint32_t);
  frequencies_ = peaks_ + windows * sizeof(Peaks);
  if (frequencies_ > bytes_.size()) throw damaged();
}

WindowBits PostingList::bits(std::uint32_t window) const {
  return load<WindowBits>(bytes_, window * sizeof(WindowBits));
}

Peaks PostingList::peaks(std::uint32_t window) const {
  return load<Peaks>(bytes_, peaks_ + window * sizeof(Peaks));
}

bool PostingList::contains(std::uint32_t document) const {
  const auto word = load<std::uint64_t>(bytes_, document / 64 * std::size_t{8});
  return (word >> document % 64 & 1) != 0;
}

std::uint32_t PostingList::frequency(std::uint32_t document) const {
  if (without_frequencies_) return 0;
  const std::uint32_t window = document / kWindow;
  const WindowBits in_window = bits(window);
  const std::size_t word = document % kWindow / 64;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < word; ++i)
    before += static_cast<std::uint32_t>(std::popcount(in_window[i]));
  const std::uint64_t lower = (std::uint64_t{1} << document % 64) - 1;
  before += static_cast<std::uint32_t>(std::popcount(in_window[word] & lower));
  const auto place = load<std::uint32_t>(bytes_, places_ + window * std::size_t{4});
  if ((place & 7) >= kWidths.size()) throw damaged();
  return number_of_width(bytes_, frequencies_ + (place >> 3), before, kWidths[place & 7]) + 1;
}

std::vector<Posting> PostingList::read() const { return frequent_ ? read_windows() : read_gaps(); }

std::vector<Posting> PostingList::read_gaps() const {
  std::vector<Posting> postings(size_);
  VarintReader in(bytes_);
  std::uint64_t next = 0;  // the document behind the last one
  for (Posting& posting : postings) {
    const std::uint64_t code = in.number();
    next += without_frequencies_ ? code : code >> 1;
    if (next - 1 >= documents_) throw damaged();
    posting.document = static_cast<std::uint32_t>(next - 1);
    if (without_frequencies_) continue;
    posting.frequency = (code & 1) != 0 ? 1 : static_cast<std::uint32_t>(in.number());
  }
  return postings;
}

std::vector<Posting> PostingList::read_windows() const {
  std::vector<Posting> postings;
  postings.reserve(size_);
  for (std::uint32_t first = 0; first < documents_; first += kWindow) {
    const WindowBits in_window = bits(first / kWindow);
    const auto place = load<std::uint32_t>(bytes_, places_ + first / kWindow * std::size_t{4});
    if ((place & 7) >= kWidths.size()) throw damaged();
    std::uint32_t index = 0;
    for (std::uint32_t word = 0; word < kWindowWords; ++word) {
      for (std::uint64_t rest = in_window[word]; rest != 0; rest &= rest - 1) {
        const std::uint32_t document =
            first + word * 64 + static_cast<std::uint32_t>(std::countr_zero(rest));
        const std::uint32_t stored = without_frequencies_
                                         ? 0
                                         : 1 + number_of_width(bytes_, frequencies_ + (place >> 3),
                                                               index++, kWidths[place & 7]);
        if (document >= documents_) throw damaged();
        postings.push_back({document, stored});
      }
    }
  }
  if (postings.size() != size_) throw damaged();
  return postings;
}

PostingLists::PostingLists(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const auto broken = [&] {
    return IndexError(path.string() + " is damaged: run dateline-index --full");
  };
  if (bytes.size() < kFooter || load<std::uint64_t>(bytes, bytes.size() - 8) != kMagic)
    throw broken();
  const std::size_t footer = bytes.size() - kFooter;
  const auto documents = load<std::uint64_t>(bytes, footer);
  total_length_ = load<std::uint64_t>(bytes, footer + 8);
  slots_ = load<std::uint64_t>(bytes, footer + 16);
  lengths_ = load<std::uint64_t>(bytes, footer + 24);
  if (documents > footer / 4 || slots_ > footer / kSlot || !std::has_single_bit(slots_))
    throw broken();
  documents_ = static_cast<std::uint32_t>(documents);
  if (lengths_ > footer || lengths_ + documents * 4 + slots_ * kSlot != footer) throw broken();
  table_ = lengths_ + documents * 4;
}

std::optional<PostingList> PostingLists::find(std::string_view term) const {
  const std::uint64_t hash = hash_of(term);
  for (std::uint64_t probe = 0; probe < slots_; ++probe) {
    const std::size_t slot = table_ + ((hash + probe) & (slots_ - 1)) * kSlot;
    const auto start = load<std::uint64_t>(file_.bytes(), slot + 8);
    if (start == 0) return std::nullopt;
    if (load<std::uint64_t>(file_.bytes(), slot) != hash) continue;
    if (start > lengths_) throw damaged();
    return PostingList(file_.bytes().substr(0, lengths_), start - 1, documents_);
  }
  return std::nullopt;
}

}  // namespace dateline
