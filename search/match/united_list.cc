#include "search/match/united_list.h"

#include <algorithm>

namespace dateline {
namespace {

// Peaks of postings whose frequencies have up to `more` added to them.
Peaks raised(Peaks peaks, std::uint32_t more) {
  for (Peak& peak : peaks) {
    peak.frequency = static_cast<std::uint16_t>(
        std::min<std::uint32_t>(peak.frequency + more, Peak::kUnbounded));
  }
  return peaks;
}

std::uint32_t most_frequent(const Peaks& peaks) {
  return std::max_element(peaks.begin(), peaks.end(),
                          [](const Peak& a, const Peak& b) { return a.frequency < b.frequency; })
      ->frequency;
}

}  // namespace

void UnitedList::add(PostingList list, std::shared_ptr<const std::string> bytes) {
  others_.push_back(list);
  if (bytes) bytes_.push_back(std::move(bytes));
}

std::optional<std::uint32_t> UnitedList::size() const {
  return others_.empty() ? std::optional(first_.size()) : std::nullopt;
}

double UnitedList::score(std::uint32_t document, const PostingLists& lists) const {
  std::uint32_t frequency = 0;
  if (first_.contains(document)) frequency = first_.frequency(document);
  for (const PostingList& list : others_) {
    if (list.contains(document)) frequency += list.frequency(document);
  }
  return scorer_.score(frequency, lists.length(document));
}

// Of the lists that have a document, one is the first: the document's frequency is at most that of
// a peak of it, and what the lists behind it add.
double UnitedList::bound(std::uint32_t stripe) const {
  if (others_.empty()) return scorer_.bound(first_.peaks(stripe));
  double most = 0;
  std::uint32_t behind = 0;
  const auto look_at = [&](const Peaks& peaks) {
    const std::uint32_t own = most_frequent(peaks);
    if (own == 0) return;  // no document of the stripe
    most = std::max(most, scorer_.bound(raised(peaks, behind)));
    behind += own;
  };
  for (auto list = others_.rbegin(); list != others_.rend(); ++list) look_at(list->peaks(stripe));
  look_at(first_.peaks(stripe));
  return most;
}

void UnitedList::add_scores(const StripeBits& wanted, std::uint32_t stripe,
                            const PostingLists& lists, std::array<double, kStripe>& scores) const {
  if (others_.empty()) {
    first_.for_each_of(wanted, stripe, [&](const Posting& posting) {
      scores[posting.document % kStripe] +=
          scorer_.score(posting.frequency, lists.length(posting.document));
    });
    return;
  }
  std::array<std::uint32_t, kStripe> frequencies{};
  const auto add = [&](const Posting& posting) {
    frequencies[posting.document % kStripe] += posting.frequency;
  };
  first_.for_each_of(wanted, stripe, add);
  for (const PostingList& list : others_) list.for_each_of(wanted, stripe, add);
  StripeBits having = bits(stripe);
  intersect(having, wanted);
  for_each_document(having, stripe, [&](std::uint32_t document) {
    scores[document % kStripe] +=
        scorer_.score(frequencies[document % kStripe], lists.length(document));
  });
}

}  // namespace dateline
