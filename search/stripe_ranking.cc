#include "search/stripe_ranking.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dateline {
namespace {

// What the documents of a stripe can score at most.
struct StripeBound {
  double all = 0;
  double frequent = 0;  // by the frequent terms alone
  std::uint32_t stripe = 0;
};

bool is_less_promising(const StripeBound& a, const StripeBound& b) { return a.all < b.all; }

class StripeRanking {
 public:
  StripeRanking(const SegmentMatches& matches, const Numbering& numbering, TopScores& top)
      : matches_(matches), numbering_(numbering), top_(top) {}

  void run() {
    bound_stripes();
    std::make_heap(bounds_.begin(), bounds_.end(), is_less_promising);
    while (!bounds_.empty() && bounds_.front().all >= top_.least()) {
      rank(bounds_.front());
      std::pop_heap(bounds_.begin(), bounds_.end(), is_less_promising);
      bounds_.pop_back();
    }
  }

 private:
  void bound_stripes() {
    auto next = matches_.listed.begin();
    for (std::uint32_t stripe = 0; stripe < matches_.lists->stripes(); ++stripe) {
      StripeBound bound{.stripe = stripe};
      for (const FrequentTerm& term : matches_.frequent)
        bound.frequent += term.scorer.bound(term.postings.peaks(stripe));
      double listed = 0;
      for (; next != matches_.listed.end() && next->document / kStripe == stripe; ++next)
        listed = std::max(listed, next->score);
      bound.all = bound.frequent + listed;
      bounds_.push_back(bound);
    }
  }

  void rank(const StripeBound& bound) {
    const std::uint32_t stripe = bound.stripe;
    const auto first = std::lower_bound(
        matches_.listed.begin(), matches_.listed.end(), stripe * kStripe,
        [](const ScoredDocument& one, std::uint32_t document) { return one.document < document; });
    scores_.fill(0);
    if (bound.frequent >= top_.least()) {
      auto next = first;
      rank_documents(matches_.bits(stripe, next), stripe, first);
      return;
    }
    // Only documents that are listed as well can come among the best.
    StripeBits promising{};
    for (auto one = first; is_in(one, stripe); ++one) {
      if (one->score + bound.frequent >= top_.least() && is_allowed(one->document))
        add_to(promising, one->document);
    }
    rank_documents(promising, stripe, first);
  }

  bool is_in(ScoredList::const_iterator one, std::uint32_t stripe) const {
    return one != matches_.listed.end() && one->document / kStripe == stripe;
  }

  bool is_allowed(std::uint32_t document) const {
    return !matches_.allowed || matches_.allowed->contains(document);
  }

  void rank_documents(const StripeBits& bits, std::uint32_t stripe,
                      ScoredList::const_iterator listed) {
    for (; is_in(listed, stripe); ++listed) scores_[listed->document % kStripe] = listed->score;
    for (const FrequentTerm& term : matches_.frequent) {
      term.postings.for_each_of(bits, stripe, [&](const Posting& posting) {
        scores_[posting.document % kStripe] +=
            term.scorer.score(posting.frequency, matches_.lists->length(posting.document));
      });
    }
    for_each_document(bits, stripe, [&](std::uint32_t document) {
      const double score = scores_[document % kStripe];
      if (score >= top_.least()) top_.add({numbering_.docid(document), score});
    });
  }

  const SegmentMatches& matches_;
  const Numbering& numbering_;
  TopScores& top_;
  std::vector<StripeBound> bounds_;  // a heap
  std::array<double, kStripe> scores_{};
};

}  // namespace

void rank_stripes(const SegmentMatches& matches, const Numbering& numbering, TopScores& top) {
  StripeRanking(matches, numbering, top).run();
}

std::uint64_t count_matches(const SegmentMatches& matches) {
  if (matches.is_listed()) return matches.listed.size();
  if (matches.frequent.size() == 1 && matches.listed.empty() && !matches.allowed)
    return matches.frequent.front().postings.size();
  std::uint64_t count = 0;
  auto next = matches.listed.begin();
  for (std::uint32_t stripe = 0; stripe < matches.lists->stripes(); ++stripe)
    count += count_of(matches.bits(stripe, next));
  return count;
}

}  // namespace dateline
