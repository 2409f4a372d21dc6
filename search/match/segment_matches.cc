#include "search/match/segment_matches.h"

#include <algorithm>

namespace dateline {

namespace {

// By whole words, not one by one: each conjunction starts from these, in each stripe.
StripeBits every_document(const PostingLists& lists, std::uint32_t stripe) {
  StripeBits bits{};
  std::uint32_t rest = lists.documents() - stripe * kStripe;
  for (std::uint64_t& word : bits) {
    word = rest >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << rest) - 1;
    rest -= std::min(rest, 64U);
  }
  return bits;
}

// The scores of documents that are asked for by rising number.
class MatchScores {
 public:
  explicit MatchScores(const SegmentMatches& matches)
      : matches_(matches), next_(matches.listed.begin()) {
    for (const BestOf& best : matches.best_of) {
      std::vector<MatchScores>& choices = best_of_.emplace_back();
      for (const SegmentMatches& choice : best.choices) choices.emplace_back(choice);
    }
  }

  // None where the document does not match.
  std::optional<double> of(std::uint32_t document) {
    if (matches_.allowed && !matches_.allowed->contains(document)) return std::nullopt;
    while (next_ != matches_.listed.end() && next_->document < document) ++next_;
    const bool is_listed = next_ != matches_.listed.end() && next_->document == document;
    const std::optional<double> unlisted = unlisted_score(document);
    if (!is_listed) return unlisted;
    return next_->score + unlisted.value_or(0);
  }

 private:
  // The sum of the scores of the frequent terms and of `best_of`, of those that the document has;
  // none where it does not match by them.
  std::optional<double> unlisted_score(std::uint32_t document) {
    double sum = 0;
    std::size_t found = 0;
    const bool needs_all = matches_.join == SegmentMatches::Join::all;
    for (const UnitedList& term : matches_.frequent) {
      if (term.contains(document)) {
        sum += term.score(document, *matches_.lists);
        ++found;
      } else if (needs_all) {
        return std::nullopt;
      }
    }
    for (std::vector<MatchScores>& choices : best_of_) {
      if (const std::optional<double> best = best_score(choices, document)) {
        sum += *best;
        ++found;
      } else if (needs_all) {
        return std::nullopt;
      }
    }
    return found > 0 || needs_all ? std::optional(sum) : std::nullopt;
  }

  static std::optional<double> best_score(std::vector<MatchScores>& choices,
                                          std::uint32_t document) {
    std::optional<double> best;
    for (MatchScores& choice : choices) {
      const std::optional<double> score = choice.of(document);
      if (score && (!best || *score > *best)) best = score;
    }
    return best;
  }

  const SegmentMatches& matches_;
  ScoredList::const_iterator next_;
  std::vector<std::vector<MatchScores>> best_of_;
};

// The documents of a stripe that match one of the choices.
StripeBits choice_bits(const BestOf& best, std::uint32_t stripe) {
  StripeBits result{};
  for (const SegmentMatches& choice : best.choices) {
    auto next = choice.first_listed(stripe);
    unite(result, choice.bits(stripe, next));
  }
  return result;
}

// What the documents of `bits` have by the best of the choices.
void add_best_scores(const BestOf& best, const StripeBits& bits, std::uint32_t stripe,
                     std::array<double, kStripe>& scores) {
  std::array<double, kStripe> most{};
  for (const SegmentMatches& choice : best.choices) {
    auto next = choice.first_listed(stripe);
    const auto first = next;
    StripeBits wanted = choice.bits(stripe, next);
    intersect(wanted, bits);
    std::array<double, kStripe> own{};
    for (auto one = first; choice.is_listed_in(one, stripe); ++one)
      own[one->document % kStripe] = one->score;
    add_unlisted_scores(choice, wanted, stripe, own);
    for_each_document(wanted, stripe, [&](std::uint32_t document) {
      most[document % kStripe] = std::max(most[document % kStripe], own[document % kStripe]);
    });
  }
  for (std::uint32_t i = 0; i < kStripe; ++i) scores[i] += most[i];
}

}  // namespace

ScoredList::const_iterator SegmentMatches::first_listed(std::uint32_t stripe) const {
  return std::lower_bound(
      listed.begin(), listed.end(), stripe * kStripe,
      [](const ScoredDocument& one, std::uint32_t document) { return one.document < document; });
}

StripeBits SegmentMatches::frequent_bits(std::uint32_t stripe) const {
  StripeBits result = join == Join::all ? every_document(*lists, stripe) : StripeBits{};
  for (const UnitedList& term : frequent) {
    if (join == Join::all) {
      intersect(result, term.bits(stripe));
    } else {
      unite(result, term.bits(stripe));
    }
  }
  for (const BestOf& best : best_of) {
    if (join == Join::all) {
      intersect(result, choice_bits(best, stripe));
    } else {
      unite(result, choice_bits(best, stripe));
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

std::vector<ScoreBound> score_bounds(const SegmentMatches& matches) {
  std::vector<ScoreBound> bounds(matches.lists->stripes());
  for (std::uint32_t stripe = 0; stripe < bounds.size(); ++stripe) {
    for (const UnitedList& term : matches.frequent)
      bounds[stripe].unlisted += term.bound(stripe, *matches.lists);
  }
  for (const BestOf& best : matches.best_of) {
    std::vector<double> most(bounds.size());
    for (const SegmentMatches& choice : best.choices) {
      const std::vector<ScoreBound> own = score_bounds(choice);
      for (std::size_t i = 0; i < own.size(); ++i) most[i] = std::max(most[i], own[i].all);
    }
    for (std::size_t i = 0; i < most.size(); ++i) bounds[i].unlisted += most[i];
  }
  auto next = matches.listed.begin();
  for (std::uint32_t stripe = 0; stripe < bounds.size(); ++stripe) {
    double listed = 0;
    for (; matches.is_listed_in(next, stripe); ++next) listed = std::max(listed, next->score);
    bounds[stripe].all = bounds[stripe].unlisted + listed;
  }
  return bounds;
}

void add_unlisted_scores(const SegmentMatches& matches, const StripeBits& bits,
                         std::uint32_t stripe, std::array<double, kStripe>& scores) {
  for (const UnitedList& term : matches.frequent)
    term.add_scores(bits, stripe, *matches.lists, scores);
  for (const BestOf& best : matches.best_of) add_best_scores(best, bits, stripe, scores);
}

DocumentBits bits_of(const SegmentMatches& matches) {
  DocumentBits result(matches.lists->stripes());
  auto next = matches.listed.begin();
  for (std::uint32_t stripe = 0; stripe < matches.lists->stripes(); ++stripe)
    result.set_stripe(stripe, matches.bits(stripe, next));
  return result;
}

}  // namespace dateline
