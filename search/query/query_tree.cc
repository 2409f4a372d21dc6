#include "search/query/query_tree.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace dateline {
namespace {

using Kind = QueryNode::Kind;
using Nodes = std::vector<QueryNode>;
using MaybeNode = std::optional<QueryNode>;

void append(Nodes& nodes, Nodes more) {
  nodes.insert(nodes.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

Nodes in_order(Nodes nodes) {
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const QueryNode& a, const QueryNode& b) { return a.begin < b.begin; });
  return nodes;
}

bool is_leaf_of_text(const QueryNode& node) {
  return node.kind == Kind::word || node.kind == Kind::phrase;
}

// All of `wanted`, or of all articles, but for `excluded`.
QueryNode without(MaybeNode wanted, Nodes excluded) {
  const std::size_t begin = excluded.front().begin;
  if (!wanted) wanted = QueryNode{.kind = Kind::everything, .begin = begin, .end = begin};
  return join_two(Kind::without, std::move(*wanted), join(Kind::any_of, std::move(excluded)));
}

}  // namespace

QueryNode join(Kind kind, Nodes nodes) {
  const std::size_t begin = nodes.front().begin;
  const std::size_t end = nodes.back().end;
  Nodes children;
  for (QueryNode& node : nodes) {
    if (node.kind == kind) {
      append(children, std::move(node.children));
    } else if (kind != Kind::all_of || node.kind != Kind::everything) {
      children.push_back(std::move(node));
    }
  }
  if (children.empty()) return {.kind = Kind::everything, .begin = begin, .end = end};
  if (children.size() == 1) return std::move(children.front());
  return {.kind = kind, .children = std::move(children), .begin = begin, .end = end};
}

QueryNode join_two(Kind kind, QueryNode left, QueryNode right) {
  const std::size_t begin = std::min(left.begin, right.begin);
  const std::size_t end = std::max(left.end, right.end);
  QueryNode node{.kind = kind, .begin = begin, .end = end};
  node.children.push_back(std::move(left));
  node.children.push_back(std::move(right));
  return node;
}

void Clauses::add(Clauses more) {
  append(required, std::move(more.required));
  append(optional, std::move(more.optional));
  append(excluded, std::move(more.excluded));
}

QueryNode join_all(Clauses clauses) {
  append(clauses.required, std::move(clauses.optional));
  MaybeNode wanted;
  if (!clauses.required.empty()) wanted = join(Kind::all_of, in_order(std::move(clauses.required)));
  if (clauses.excluded.empty()) return std::move(*wanted);
  return without(std::move(wanted), std::move(clauses.excluded));
}

QueryNode join_any(Clauses clauses) {
  MaybeNode wanted;
  if (!clauses.optional.empty()) wanted = join(Kind::any_of, std::move(clauses.optional));
  if (!clauses.required.empty()) {
    QueryNode required = join(Kind::all_of, std::move(clauses.required));
    wanted = wanted ? join_two(Kind::rank_with, std::move(required), std::move(*wanted))
                    : std::move(required);
  }
  if (clauses.excluded.empty()) return std::move(*wanted);
  return without(std::move(wanted), std::move(clauses.excluded));
}

bool has_positions(const QueryNode& node) {
  return is_leaf_of_text(node) ||
         (node.kind == Kind::any_of &&
          std::all_of(node.children.begin(), node.children.end(), is_leaf_of_text));
}

std::size_t count_leaves(const QueryNode& node) {
  return std::max<std::size_t>(node.children.size(), 1);
}

void multiply_weight(QueryNode& node, double weight) {
  if (is_leaf_of_text(node)) node.weight = std::min(node.weight * weight, kMostWeight);
  for (QueryNode& child : node.children) multiply_weight(child, weight);
}

}  // namespace dateline
