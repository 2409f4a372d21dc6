#include "search/match/stripe_ranking.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dateline {
namespace {

// What the documents of a stripe can score at most.
struct StripeBound {
  ScoreBound scores;
  std::uint32_t stripe = 0;
};

bool is_less_promising(const StripeBound& a, const StripeBound& b) {
  return a.scores.all < b.scores.all;
}

class StripeRanking {
 public:
  StripeRanking(const SegmentMatches& matches, const Numbering& numbering,
                PreferredDocuments& preferred, TopScores& top)
      : matches_(matches), numbering_(numbering), preferred_(preferred), top_(top) {}

  void run() {
    for (const ScoreBound& scores : score_bounds(matches_))
      bounds_.push_back({scores, static_cast<std::uint32_t>(bounds_.size())});
    std::make_heap(bounds_.begin(), bounds_.end(), is_less_promising);
    while (!bounds_.empty() && may_be_best(bounds_.front().scores.all)) {
      rank(bounds_.front());
      std::pop_heap(bounds_.begin(), bounds_.end(), is_less_promising);
      bounds_.pop_back();
    }
  }

 private:
  // Whether a document with this score, or less, can come among the best.
  bool may_be_best(double score) const { return score + preferred_.most() >= top_.least(); }

  void rank(const StripeBound& bound) {
    const std::uint32_t stripe = bound.stripe;
    const auto first = std::lower_bound(
        matches_.listed.begin(), matches_.listed.end(), stripe * kStripe,
        [](const ScoredDocument& one, std::uint32_t document) { return one.document < document; });
    scores_.fill(0);
    if (may_be_best(bound.scores.unlisted)) {
      auto next = first;
      rank_documents(matches_.bits(stripe, next), stripe, first);
      return;
    }
    // Only documents that are listed as well can come among the best.
    StripeBits promising{};
    for (auto one = first; is_in(one, stripe); ++one) {
      if (may_be_best(one->score + bound.scores.unlisted) && is_allowed(one->document))
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
    add_unlisted_scores(matches_, bits, stripe, scores_);
    promising_.clear();
    for_each_document(bits, stripe, [&](std::uint32_t document) {
      const double score = scores_[document % kStripe];
      if (may_be_best(score)) promising_.push_back({document, score});
    });
    rank_listed(promising_, numbering_, preferred_, top_);
  }

  const SegmentMatches& matches_;
  const Numbering& numbering_;
  PreferredDocuments& preferred_;
  TopScores& top_;
  std::vector<StripeBound> bounds_;  // a heap
  std::array<double, kStripe> scores_{};
  ScoredList promising_;  // of a stripe
};

}  // namespace

void rank_listed(ScoredList& listed, const Numbering& numbering, PreferredDocuments& preferred,
                 TopScores& top) {
  const auto is_worse = [](const ScoredDocument& a, const ScoredDocument& b) {
    return a.score < b.score;
  };
  std::make_heap(listed.begin(), listed.end(), is_worse);
  while (!listed.empty() && listed.front().score + preferred.most() >= top.least()) {
    const auto [document, score] = listed.front();
    const double sum = preferred.added(document, score, top.least());
    if (sum >= top.least()) top.add({numbering.docid(document), sum});
    std::pop_heap(listed.begin(), listed.end(), is_worse);
    listed.pop_back();
  }
}

void rank_stripes(const SegmentMatches& matches, const Numbering& numbering,
                  PreferredDocuments& preferred, TopScores& top) {
  StripeRanking(matches, numbering, preferred, top).run();
}

std::uint64_t count_matches(const SegmentMatches& matches) {
  if (matches.is_listed()) return matches.listed.size();
  if (matches.frequent.size() == 1 && matches.best_of.empty() && matches.listed.empty() &&
      !matches.allowed) {
    if (const auto size = matches.frequent.front().size()) return *size;
  }
  std::uint64_t count = 0;
  auto next = matches.listed.begin();
  for (std::uint32_t stripe = 0; stripe < matches.lists->stripes(); ++stripe)
    count += count_of(matches.bits(stripe, next));
  return count;
}

}  // namespace dateline
