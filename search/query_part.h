#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "search/generation.h"
#include "search/position_matcher.h"

namespace dateline {

// A part of a query that is being built: its postings, and where its words stand, which operators
// around it may need. No postings: it has nothing that can be searched.
struct QueryPart {
  std::optional<Xapian::Query> query;
  std::optional<PositionNode> position;
};

// Every article. A query of its own for each caller: the static Xapian::Query::MatchAll counts its
// references without a lock, and two threads that search destroy it.
Xapian::Query every_article();

// The articles with any of these terms, which weigh like one word.
Xapian::Query any_term(const std::vector<std::string>& terms);

Xapian::Query join_queries(Xapian::Query::op op, const std::vector<Xapian::Query>& queries);

// For filters: they decide what is found, and not in which order.
Xapian::Query unweighted(const Xapian::Query& query);

PositionNode join_positions(PositionNode::Kind kind, std::vector<PositionNode> children);

// The candidates that the token stream confirms.
Xapian::Query confirmed(const std::shared_ptr<const Generation>& generation,
                        const Xapian::Query& candidates, const PositionNode& position);

}  // namespace dateline
