#include "search/store/postings/posting_lists_writer.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>
#include <vector>

#include "search/base/varint.h"
#include "search/store/article/fields.h"
#include "search/store/postings/posting_lists_format.h"
#include "search/store/xapian/postings_scanner.h"

namespace dateline {
namespace {

using namespace posting_lists_format;

// Those of the postings that none exceeds in both, by falling frequency.
std::vector<Posting> unexceeded(std::span<const Posting> postings,
                                std::span<const std::uint32_t> lengths) {
  const auto exceeds = [&](const Posting& a, const Posting& b) {
    return a.frequency >= b.frequency && lengths[a.document] <= lengths[b.document];
  };
  std::vector<Posting> found;  // few, so that each posting is compared with few
  for (const Posting& posting : postings) {
    if (std::any_of(found.begin(), found.end(),
                    [&](const Posting& other) { return exceeds(other, posting); }))
      continue;
    std::erase_if(found, [&](const Posting& other) { return exceeds(posting, other); });
    found.push_back(posting);
  }
  std::sort(found.begin(), found.end(),
            [](const Posting& a, const Posting& b) { return a.frequency > b.frequency; });
  return found;
}

// Of more than kPeaks, the last stands for the rest.
Peaks peaks_of(std::span<const Posting> postings, std::span<const std::uint32_t> lengths) {
  Peaks peaks{};
  std::size_t count = 0;
  for (const Posting& posting : unexceeded(postings, lengths)) {
    if (count < kPeaks) peaks[count++].frequency = at_most_16_bits(posting.frequency);
    peaks[count - 1].length = at_most_16_bits(lengths[posting.document]);
  }
  for (std::size_t i = std::max<std::size_t>(count, 1); i < kPeaks; ++i) peaks[i] = peaks[i - 1];
  return peaks;
}

// The number in kWidths of the narrowest width that all frequencies - 1 have.
std::uint32_t width_of(std::span<const Posting> postings) {
  std::uint32_t most = 0;
  for (const Posting& posting : postings) most = std::max(most, posting.frequency);
  const auto bits = static_cast<std::uint32_t>(std::bit_width(most == 0 ? 0 : most - 1));
  return static_cast<std::uint32_t>(std::lower_bound(kWidths.begin(), kWidths.end(), bits) -
                                    kWidths.begin());
}

void append_frequencies(std::string& out, std::span<const Posting> postings, std::uint32_t width) {
  std::uint64_t gathered = 0;
  std::uint32_t bits = 0;
  for (const Posting& posting : postings) {
    gathered |= std::uint64_t{posting.frequency - 1} << bits;
    bits += width;
    for (; bits >= 8; bits -= 8, gathered >>= 8) out += static_cast<char>(gathered);
  }
  if (bits > 0) out += static_cast<char>(gathered);
}

}  // namespace

PostingListsWriter::PostingListsWriter(const std::filesystem::path& path,
                                       std::span<const std::uint32_t> lengths)
    : file_(path), lengths_(lengths), terms_(path.parent_path()) {}

void PostingListsWriter::add(std::string_view term, std::span<const Posting> postings) {
  terms_.push_back({hash_of(term), file_.offset()});
  const bool frequent =
      postings.size() >= kLeastFrequent && postings.size() * kFrequentShare >= lengths_.size();
  const bool bare = postings.front().frequency == 0;
  list_.clear();
  append_varint(
      list_, postings.size() << 2 | (bare ? kWithoutFrequencies : 0) | (frequent ? kFrequent : 0));
  if (frequent) {
    write_stripes(postings);
  } else {
    write_gaps(postings);
  }
  file_.write(list_);
}

void PostingListsWriter::write_gaps(std::span<const Posting> postings) {
  std::uint32_t next = 0;
  for (const Posting& posting : postings) {
    const std::uint64_t gap = posting.document + 1 - next;
    next = posting.document + 1;
    if (posting.frequency == 0) {
      append_varint(list_, gap);
    } else if (posting.frequency == 1) {
      append_varint(list_, gap << 1 | 1);
    } else {
      append_varint(list_, gap << 1);
      append_varint(list_, posting.frequency);
    }
  }
}

void PostingListsWriter::write_stripes(std::span<const Posting> postings) {
  std::string places;
  std::string peaks;
  std::string frequencies;
  for (std::uint32_t first = 0; first < lengths_.size(); first += kStripe) {
    const auto end = std::find_if(postings.begin(), postings.end(), [&](const Posting& posting) {
      return posting.document >= first + kStripe;
    });
    const std::span<const Posting> here(postings.begin(), end);
    StripeBits bits{};
    for (const Posting& posting : here) add_to(bits, posting.document);
    append_number(list_, bits);
    const std::uint32_t width = width_of(here);
    append_number(places, static_cast<std::uint32_t>(frequencies.size() << 3 | width));
    append_number(peaks, peaks_of(here, lengths_));
    if (width > 0) append_frequencies(frequencies, here, kWidths[width]);
    postings = postings.subspan(here.size());
  }
  list_ += places + peaks + frequencies;
}

// A term whose slot is taken has the next one that is free, and behind the last one the first: how
// many do, of the terms in the order of their slots. The table is written front to back, so those
// have to be known beforehand.
std::size_t PostingListsWriter::wrapped(std::size_t slots) const {
  for (std::size_t count = 0;; ++count) {
    std::uint64_t next = count;
    for (std::size_t i = 0; i + count < terms_.size(); ++i)
      next = std::max(next, terms_[i].hash & (slots - 1)) + 1;
    if (next <= slots) return count;
  }
}

void PostingListsWriter::write_table() {
  const std::size_t slots = std::bit_ceil(terms_.size() * 3 / 2 + 1);
  const auto home = [&](const Slot& term) { return term.hash & (slots - 1); };
  std::sort(terms_.begin(), terms_.end(), [&](const Slot& a, const Slot& b) {
    return std::tuple(home(a), a.start) < std::tuple(home(b), b.start);
  });
  std::size_t written = 0;
  const auto write_slot = [&](const Slot& slot) {
    file_.write_number(slot.hash);
    file_.write_number(slot.start);
    ++written;
  };
  const std::size_t stay = terms_.size() - wrapped(slots);
  const auto write_term = [&](const Slot& term) { write_slot({term.hash, term.start + 1}); };
  std::for_each(terms_.begin() + stay, terms_.end(), write_term);
  for (std::size_t i = 0; i < stay; ++i) {
    while (written < home(terms_[i])) write_slot({});
    write_term(terms_[i]);
  }
  while (written < slots) write_slot({});
  file_.write_number<std::uint64_t>(lengths_.size());
  file_.write_number(std::accumulate(lengths_.begin(), lengths_.end(), std::uint64_t{0}));
  file_.write_number<std::uint64_t>(slots);
}

void PostingListsWriter::finish() {
  const std::uint64_t lengths = file_.offset();
  for (const std::uint32_t length : lengths_) file_.write_number(length);
  write_table();
  file_.write_number(lengths);
  file_.write_number(kMagic);
  file_.finish();
}

void write_posting_lists(const std::filesystem::path& postings, const std::filesystem::path& path) {
  PostingsScanner scanner(postings);
  ScratchArray<std::uint32_t> lengths(path.parent_path());
  scanner.append_lengths(lengths);
  PostingListsWriter writer(path, {lengths.begin(), lengths.end()});
  ScratchArray<Posting> list(path.parent_path());
  while (scanner.next()) {
    if (names_article(scanner.term())) continue;
    list.clear();
    scanner.append_to(list, 0);
    writer.add(scanner.term(), {list.begin(), list.end()});
  }
  writer.finish();
}

}  // namespace dateline
