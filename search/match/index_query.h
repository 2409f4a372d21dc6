#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "search/base/date.h"
#include "search/match/position_matcher.h"
#include "search/match/preference.h"

namespace dateline {

// What an article must have to match, in the terms of the index, and how it is weighed: a tree of
// values that QueryBuilder makes and rankers read. Everything but `weight` decides what matches;
// scores are those of BM25, and of several parts their sum.
struct IndexQuery {
  enum class Kind : std::uint8_t {
    everything,
    nothing,
    terms,      // any of `terms`, which weigh like one word
    all_of,     // every child
    any_of,     // at least one child
    best_of,    // at least one child; the score is that of the best one
    without,    // children[0], but not children[1]
    rank_with,  // children[0]; children[1] only adds to the score
    filter,     // children[0] where children[1] matches too, which adds nothing
    confirmed,  // children[0] where the token stream has `position`
    days,       // published from `first_day` to `last_day` (day_number in date.h), inclusive: a
                // month or a year of which no more is known lies within them as a whole
    arrived,    // came into the index later than `arrived_after`
  };

  Kind kind = Kind::nothing;
  double weight = 1;  // factor on the score; 0: decides only
  std::vector<std::string> terms;
  std::vector<IndexQuery> children;
  std::shared_ptr<const PositionNode> position;
  std::int32_t first_day = 0;
  std::int32_t last_day = 0;
  std::int64_t arrived_after = 0;
  std::vector<Preference> preferred;  // which of the articles that match score more

  bool has_terms() const;  // anywhere in the tree
};

// A single child stays itself.
IndexQuery join_queries(IndexQuery::Kind kind, std::vector<IndexQuery> children);

// Of no terms, it matches nothing.
IndexQuery any_term(std::vector<std::string> terms);
IndexQuery scaled(IndexQuery query, double weight);

// Articles published from the first day of `from` to the last day of `to`; either may be missing,
// not both.
IndexQuery published_within(const std::optional<Date>& from, const std::optional<Date>& to);

// The candidates that the token stream confirms.
IndexQuery confirmed(IndexQuery candidates, const PositionNode& position);

}  // namespace dateline
