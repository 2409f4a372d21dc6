#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "search/match/scored_list.h"
#include "search/match/united_list.h"
#include "search/store/postings/document_bits.h"
#include "search/store/postings/posting_lists.h"

namespace dateline {

struct SegmentMatches;

// What may stand for one another, such as a word and its synonyms: a document that matches one of
// the choices has the best of their scores.
struct BestOf {
  std::vector<SegmentMatches> choices;
};

// The documents of one segment that match a query or a part of it, with their scores: those that
// few have are listed; what many have stays in the file until it is known which of it is needed.
// A document's score is the sum of all terms, of each `best_of`, and of the listed score.
struct SegmentMatches {
  enum class Join : std::uint8_t {
    any,  // documents with one of the frequent terms or of `best_of`, and those listed
    all,  // documents with all of the frequent terms and of `best_of`, every one where there are
          // none; none is listed
  };

  const PostingLists* lists = nullptr;
  Join join = Join::any;
  std::vector<UnitedList> frequent;  // terms that many documents have
  std::vector<BestOf> best_of;       // each as if it were one more frequent term
  ScoredList listed;
  std::optional<DocumentBits> allowed;  // where it is set, no other documents match

  // The first of `listed` that stands in this stripe or behind it, and whether one stands in it.
  ScoredList::const_iterator first_listed(std::uint32_t stripe) const;
  bool is_listed_in(ScoredList::const_iterator one, std::uint32_t stripe) const {
    return one != listed.end() && one->document / kStripe == stripe;
  }

  std::size_t unlisted() const { return frequent.size() + best_of.size(); }
  bool is_listed() const { return join == Join::any && unlisted() == 0 && !allowed; }

  // The documents of a stripe that match: those of the frequent terms and of `best_of` alone.
  StripeBits frequent_bits(std::uint32_t stripe) const;
  // All of them. `listed` is read from `next` on, which moves behind the stripe.
  StripeBits bits(std::uint32_t stripe, ScoredList::const_iterator& next) const;
};

// Leaves out of `matches` what is not in `bits`.
void allow_only(SegmentMatches& matches, const DocumentBits& bits);

// All that match, listed with their scores.
ScoredList list_all(const SegmentMatches& matches);

// What a document's score cannot exceed.
struct ScoreBound {
  double unlisted = 0;  // by the frequent terms and `best_of` alone
  double all = 0;
};

// Of each stripe. Linear in the stripes and in what is listed.
std::vector<ScoreBound> score_bounds(const SegmentMatches& matches);

// Adds to `scores`, which are of a stripe's documents, what those of `bits` have by the frequent
// terms and by `best_of`, where they match.
void add_unlisted_scores(const SegmentMatches& matches, const StripeBits& bits,
                         std::uint32_t stripe, std::array<double, kStripe>& scores);

// All that match.
DocumentBits bits_of(const SegmentMatches& matches);

// Keeps of `list` what matches, and adds the scores.
ScoredList keep_matching(const ScoredList& list, const SegmentMatches& matches);

// Adds the scores of what matches to `list`, which keeps all its documents.
ScoredList add_matching(ScoredList list, const SegmentMatches& matches);

}  // namespace dateline
