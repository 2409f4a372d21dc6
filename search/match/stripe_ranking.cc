#include "search/match/stripe_ranking.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dateline {
namespace {

bool is_worse(const ScoredDocument& a, const ScoredDocument& b) { return a.score < b.score; }

void rank_one(const ScoredDocument& one, const Numbering& numbering, PreferredDocuments& preferred,
              TopScores& top) {
  const double sum = preferred.added(one.document, one.score, top.least());
  if (sum >= top.least()) top.add({numbering.docid(one.document), sum});
}

// A stripe, or the documents of one that wait to be ranked.
struct Waiting {
  double most = 0;  // that they can score, without what they may be preferred by
  std::uint32_t stripe = 0;
  bool opened = false;
  std::uint32_t begin = 0;  // of the documents, among those of all opened stripes
  std::uint32_t end = 0;
};

bool is_less_promising(const Waiting& a, const Waiting& b) { return a.most < b.most; }

// To ask whether a document is preferred reads its token stream. Where a single preference
// outweighs all scores, as in a query of one word, ranking stripe after stripe would ask many
// documents before enough preferred ones are found. There the documents queue with the stripes, so
// that each is asked only after all that can score more (best first: Hart, Nilsson and Raphael, "A
// formal basis for the heuristic determination of minimum cost paths", 1968).
class StripeRanking {
 public:
  StripeRanking(const SegmentMatches& matches, const Numbering& numbering,
                PreferredDocuments& preferred, TopScores& top)
      : matches_(matches),
        numbering_(numbering),
        preferred_(preferred),
        top_(top),
        bounds_(score_bounds(matches)) {}

  void run() {
    for (std::uint32_t stripe = 0; stripe < bounds_.size(); ++stripe)
      queue_.push_back({.most = bounds_[stripe].all, .stripe = stripe});
    std::make_heap(queue_.begin(), queue_.end(), is_less_promising);
    const bool is_decisive =
        preferred_.count() == 1 && !queue_.empty() && preferred_.most() > queue_.front().most;
    while (!queue_.empty() && may_be_best(queue_.front().most)) {
      std::pop_heap(queue_.begin(), queue_.end(), is_less_promising);
      Waiting next = queue_.back();
      queue_.pop_back();
      if (next.opened) {
        rank_best(next);
      } else if (is_decisive) {
        open(next);
      } else {
        promising_.clear();
        add_promising(next.stripe, promising_);
        rank_listed(promising_, numbering_, preferred_, top_);
        continue;
      }
      if (next.begin == next.end) continue;
      queue_.push_back(next);
      std::push_heap(queue_.begin(), queue_.end(), is_less_promising);
    }
  }

 private:
  // Whether a document with this score, or less, can come among the best.
  bool may_be_best(double score) const { return score + preferred_.most() >= top_.least(); }

  void open(Waiting& next) {
    next.opened = true;
    next.begin = static_cast<std::uint32_t>(waiting_.size());
    add_promising(next.stripe, waiting_);
    next.end = static_cast<std::uint32_t>(waiting_.size());
    put_best_last(next);
  }

  void rank_best(Waiting& next) {
    --next.end;
    rank_one(waiting_[next.end], numbering_, preferred_, top_);
    put_best_last(next);
  }

  void put_best_last(Waiting& next) {
    if (next.begin == next.end) return;
    const auto begin = waiting_.begin() + next.begin;
    const auto end = waiting_.begin() + next.end;
    const auto best = std::max_element(begin, end, is_worse);
    next.most = best->score;
    std::iter_swap(best, end - 1);
  }

  void add_promising(std::uint32_t stripe, ScoredList& promising) {
    const double unlisted = bounds_[stripe].unlisted;
    const auto first = matches_.first_listed(stripe);
    scores_.fill(0);
    if (may_be_best(unlisted)) {
      auto next = first;
      add_promising(matches_.bits(stripe, next), stripe, first, promising);
      return;
    }
    // Only documents that are listed as well can come among the best.
    StripeBits bits{};
    for (auto one = first; matches_.is_listed_in(one, stripe); ++one) {
      if (may_be_best(one->score + unlisted) && is_allowed(one->document))
        add_to(bits, one->document);
    }
    add_promising(bits, stripe, first, promising);
  }

  bool is_allowed(std::uint32_t document) const {
    return !matches_.allowed || matches_.allowed->contains(document);
  }

  void add_promising(const StripeBits& bits, std::uint32_t stripe,
                     ScoredList::const_iterator listed, ScoredList& promising) {
    for (; matches_.is_listed_in(listed, stripe); ++listed)
      scores_[listed->document % kStripe] = listed->score;
    add_unlisted_scores(matches_, bits, stripe, scores_);
    for_each_document(bits, stripe, [&](std::uint32_t document) {
      const double score = scores_[document % kStripe];
      if (may_be_best(score)) promising.push_back({document, score});
    });
  }

  const SegmentMatches& matches_;
  const Numbering& numbering_;
  PreferredDocuments& preferred_;
  TopScores& top_;
  std::vector<ScoreBound> bounds_;  // of the stripes
  std::vector<Waiting> queue_;      // a heap
  ScoredList promising_;            // of a stripe
  ScoredList waiting_;              // of the opened stripes in the queue
  std::array<double, kStripe> scores_{};
};

}  // namespace

void rank_listed(ScoredList& listed, const Numbering& numbering, PreferredDocuments& preferred,
                 TopScores& top) {
  std::make_heap(listed.begin(), listed.end(), is_worse);
  while (!listed.empty() && listed.front().score + preferred.most() >= top.least()) {
    rank_one(listed.front(), numbering, preferred, top);
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
