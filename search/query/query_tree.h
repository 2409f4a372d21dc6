#pragma once

#include <cstddef>
#include <vector>

#include "search/query/query_node.h"

// How the query's parser puts nodes together. A node made of others covers the bytes that they
// cover.
namespace dateline {

constexpr double kMostWeight = 100;  // of a word or a phrase

// Joins nodes, one at least, as all_of or any_of. Nodes of the same kind dissolve in it, a single
// node stays itself, and * adds nothing to all_of.
QueryNode join(QueryNode::Kind kind, std::vector<QueryNode> nodes);

QueryNode join_two(QueryNode::Kind kind, QueryNode left, QueryNode right);

// A row of clauses, sorted by what they demand.
struct Clauses {
  std::vector<QueryNode> required;  // +a
  std::vector<QueryNode> optional;  // a
  std::vector<QueryNode> excluded;  // -a

  bool empty() const { return required.empty() && optional.empty() && excluded.empty(); }
  bool wants_something() const { return !required.empty() || !optional.empty(); }
  void add(Clauses more);
};

// Clauses, one at least, where words side by side are all wanted: +a b and a b mean the same.
QueryNode join_all(Clauses clauses);

// Clauses, one at least, where words side by side are alternatives: of +a b c, a must be there, and
// b and c raise the score; of a b c, any.
QueryNode join_any(Clauses clauses);

// Whether an index can tell how near this is to others and how often it stands in an article: a
// word, a phrase, or alternatives of these.
bool has_positions(const QueryNode& node);

// The words and phrases of a node that has positions.
std::size_t count_leaves(const QueryNode& node);

// Multiplies the weight of every word and phrase of the tree, up to kMostWeight.
void multiply_weight(QueryNode& node, double weight);

}  // namespace dateline
