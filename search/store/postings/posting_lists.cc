#include "search/store/postings/posting_lists.h"

#include <bit>

#include "search/store/postings/posting_lists_format.h"

namespace dateline {
namespace {

using namespace posting_lists_format;

IndexError damaged() {
  return IndexError("a list of postings is damaged: run dateline-index --full");
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
  const std::size_t stripes = (documents + kStripe - 1) / kStripe;
  places_ = stripes * sizeof(StripeBits);
  peaks_ = places_ + stripes * sizeof(std::uint32_t);
  frequencies_ = peaks_ + stripes * sizeof(Peaks);
  if (frequencies_ > bytes_.size()) throw damaged();
}

Peaks PostingList::peaks(std::uint32_t stripe) const {
  return load<Peaks>(bytes_, peaks_ + stripe * sizeof(Peaks));
}

std::uint32_t PostingList::Frequencies::operator[](std::uint32_t place) const {
  if (none_) return 0;
  if (width_ == 0) return 1;
  if (width_ == 16) return load<std::uint16_t>(bytes_, place * std::size_t{2}) + 1U;
  if (width_ == 32) return load<std::uint32_t>(bytes_, place * std::size_t{4}) + 1U;
  const std::uint32_t bit = place * width_;
  const auto byte = load<std::uint8_t>(bytes_, bit / 8);
  return (byte >> bit % 8 & ((1U << width_) - 1)) + 1;
}

std::array<std::uint32_t, kStripe> PostingList::Frequencies::unpack(std::uint32_t count) const {
  std::array<std::uint32_t, kStripe> result;
  if (none_ || width_ == 0 || width_ > 8) {
    for (std::uint32_t place = 0; place < count; ++place) result[place] = (*this)[place];
    return result;
  }
  const std::uint32_t in_byte = 8 / width_;
  const std::uint32_t mask = (1U << width_) - 1;
  const std::string_view bytes = bytes_.substr(0, (count + in_byte - 1) / in_byte);
  if (bytes.size() * in_byte < count) throw damaged();
  std::uint32_t place = 0;
  for (const char byte : bytes) {
    auto rest = static_cast<std::uint8_t>(byte);
    for (std::uint32_t i = 0; i < in_byte && place < count; ++i, rest >>= width_)
      result[place++] = (rest & mask) + 1;
  }
  return result;
}

PostingList::Frequencies PostingList::frequencies_of(std::uint32_t stripe) const {
  const auto place = load<std::uint32_t>(bytes_, places_ + stripe * std::size_t{4});
  const std::size_t start = frequencies_ + (place >> 3);
  if ((place & 7) >= kWidths.size() || start > bytes_.size()) throw damaged();
  return {bytes_.substr(start), kWidths[place & 7], without_frequencies_};
}

std::uint32_t PostingList::frequency(std::uint32_t document) const {
  const StripeBits in_stripe = bits(document / kStripe);
  const std::size_t word = document % kStripe / 64;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < word; ++i) before += count_of(in_stripe[i]);
  const std::uint64_t lower = in_stripe[word] & ((std::uint64_t{1} << document % 64) - 1);
  before += count_of(lower);
  return frequencies_of(document / kStripe)[before];
}

void PostingList::throw_damaged() { throw damaged(); }

std::vector<Posting> PostingList::read() const {
  std::vector<Posting> postings;
  postings.reserve(size_);
  for_each([&](const Posting& posting) { postings.push_back(posting); });
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
