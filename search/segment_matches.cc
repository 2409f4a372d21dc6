#include "search/segment_matches.h"

#include <algorithm>

namespace dateline {

namespace {

StripeBits every_document(const PostingLists& lists, std::uint32_t stripe) {
  StripeBits bits{};
  const std::uint32_t count = std::min(kStripe, lists.documents() - stripe * kStripe);
  for (std::uint32_t i = 0; i < count; ++i) add_to(bits, i);
  return bits;
}

// The sum of the scores of the frequent terms that the document has; none where it does not match
// by them.
std::optional<double> frequent_score(const SegmentMatches& matches, std::uint32_t document) {
  double sum = 0;
  std::size_t found = 0;
  for (const FrequentTerm& term : matches.frequent) {
    if (term.postings.contains(document)) {
      sum += term.score(document, *matches.lists);
      ++found;
    } else if (matches.join == SegmentMatches::Join::all) {
      return std::nullopt;
    }
  }
  const bool matches_them = found > 0 || matches.join == SegmentMatches::Join::all;
  return matches_them ? std::optional(sum) : std::nullopt;
}

// The scores of documents that are asked for by rising number.
class MatchScores {
 public:
  explicit MatchScores(const SegmentMatches& matches)
      : matches_(matches), next_(matches.listed.begin()) {}

  // None where the document does not match.
  std::optional<double> of(std::uint32_t document) {
    if (matches_.allowed && !matches_.allowed->contains(document)) return std::nullopt;
    while (next_ != matches_.listed.end() && next_->document < document) ++next_;
    const bool is_listed = next_ != matches_.listed.end() && next_->document == document;
    const std::optional<double> frequent = frequent_score(matches_, document);
    if (!is_listed) return frequent;
    return next_->score + frequent.value_or(0);
  }

 private:
  const SegmentMatches& matches_;
  ScoredList::const_iterator next_;
};

}  // namespace

StripeBits SegmentMatches::frequent_bits(std::uint32_t stripe) const {
  StripeBits result = join == Join::all ? every_document(*lists, stripe) : StripeBits{};
  for (const FrequentTerm& term : frequent) {
    if (join == Join::all) {
      intersect(result, term.postings.bits(stripe));
    } else {
      unite(result, term.postings.bits(stripe));
    }
  }
  if (allowed) intersect(result, allowed->stripe(stripe));
  return result;
}

StripeBits SegmentMatches::bits(std::uint32_t stripe, ScoredList::const_iterator& next) const {
  StripeBits result = frequent_bits(stripe);
  for (; next != listed.end() && next->document / kStripe == stripe; ++next) {
    if (allowed && !allowed->contains(next->document)) continue;
    add_to(result, next->document);
  }
  return result;
}

void allow_only(SegmentMatches& matches, const DocumentBits& bits) {
  if (matches.is_listed()) {
    std::erase_if(matches.listed,
                  [&](const ScoredDocument& one) { return !bits.contains(one.document); });
    return;
  }
  if (matches.allowed) {
    matches.allowed->keep(bits);
  } else {
    matches.allowed = bits;
  }
}

ScoredList keep_matching(const ScoredList& list, const SegmentMatches& matches) {
  ScoredList result;
  result.reserve(list.size());
  MatchScores scores(matches);
  for (const ScoredDocument& one : list) {
    if (const std::optional<double> score = scores.of(one.document))
      result.push_back({one.document, one.score + *score});
  }
  return result;
}

ScoredList add_matching(ScoredList list, const SegmentMatches& matches) {
  MatchScores scores(matches);
  for (ScoredDocument& one : list) one.score += scores.of(one.document).value_or(0);
  return list;
}

ScoredList list_all(const SegmentMatches& matches) {
  if (matches.is_listed()) return matches.listed;
  ScoredList documents;
  auto next = matches.listed.begin();
  for (std::uint32_t stripe = 0; stripe < matches.lists->stripes(); ++stripe) {
    for_each_document(matches.bits(stripe, next), stripe, [&](std::uint32_t document) {
      documents.push_back({document, 0});
    });
  }
  return keep_matching(documents, matches);
}

DocumentBits bits_of(const SegmentMatches& matches) {
  DocumentBits result(matches.lists->stripes());
  auto next = matches.listed.begin();
  for (std::uint32_t stripe = 0; stripe < matches.lists->stripes(); ++stripe)
    result.set_stripe(stripe, matches.bits(stripe, next));
  return result;
}

}  // namespace dateline
