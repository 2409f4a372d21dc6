#include "search/match/united_list.h"

#include <algorithm>

namespace dateline {

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

// Peaks of one list bound the documents that no other list has; what several have is added up.
// Bounds that only allowed for it let a word of two terms rank nearly every stripe.
double UnitedList::bound(std::uint32_t stripe, const PostingLists& lists) const {
  double most = scorer_.bound(first_.peaks(stripe));
  if (others_.empty()) return most;
  StripeBits seen = first_.bits(stripe);
  StripeBits twice{};
  for (const PostingList& list : others_) {
    most = std::max(most, scorer_.bound(list.peaks(stripe)));
    StripeBits both = list.bits(stripe);
    intersect(both, seen);
    unite(twice, both);
    unite(seen, list.bits(stripe));
  }
  if (count_of(twice) == 0) return most;
  const Frequencies frequencies = added_up(twice, stripe);
  for_each_document(twice, stripe, [&](std::uint32_t document) {
    const double score = scorer_.score(frequencies[document % kStripe], lists.length(document));
    most = std::max(most, score * kRoundingSlack);
  });
  return most;
}

UnitedList::Frequencies UnitedList::added_up(const StripeBits& wanted, std::uint32_t stripe) const {
  Frequencies frequencies{};
  const auto add = [&](const Posting& posting) {
    frequencies[posting.document % kStripe] += posting.frequency;
  };
  first_.for_each_of(wanted, stripe, add);
  for (const PostingList& list : others_) list.for_each_of(wanted, stripe, add);
  return frequencies;
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
  const Frequencies frequencies = added_up(wanted, stripe);
  StripeBits having = bits(stripe);
  intersect(having, wanted);
  for_each_document(having, stripe, [&](std::uint32_t document) {
    scores[document % kStripe] +=
        scorer_.score(frequencies[document % kStripe], lists.length(document));
  });
}

}  // namespace dateline
