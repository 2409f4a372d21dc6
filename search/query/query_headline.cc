#include "search/query/query_headline.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "search/base/utf8.h"
#include "search/query/query_text.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kHeadlineWords = 5;
constexpr std::size_t kWordsOfAnOperator = 5;  // at least

bool is_operator(std::string_view word) { return word == "AND" || word == "OR" || word == "NOT"; }

bool is_in_capitals(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    if (char_class(c.value) == CharClass::letter && !is_upper(c.value)) return false;
    at += c.bytes;
  }
  return true;
}

bool is_initial(const QueryNode& node) {
  return node.kind == QueryNode::Kind::word && !node.exact && !node.capitals && node.weight == 1 &&
         node.text.size() == 1 && node.text[0] >= 'A' && node.text[0] <= 'Z';
}

QueryNode initials_of(std::vector<QueryNode> letters) {
  QueryNode joined{
      .kind = QueryNode::Kind::word, .begin = letters.front().begin, .end = letters.back().end};
  for (const QueryNode& letter : letters) joined.text += letter.text + ".";
  QueryNode apart{.kind = QueryNode::Kind::all_of,
                  .children = std::move(letters),
                  .begin = joined.begin,
                  .end = joined.end};
  return {.kind = QueryNode::Kind::any_of,
          .children = {std::move(apart), joined},
          .begin = joined.begin,
          .end = joined.end};
}

}  // namespace

bool is_headline_in_capitals(std::string_view query) {
  if (query.find_first_of("\"()") != std::string_view::npos || !is_in_capitals(query)) return false;
  std::size_t words = 0;
  std::size_t operators = 0;
  for (std::string_view word = take_word(query); !word.empty(); word = take_word(query)) {
    ++words;
    operators += is_operator(word) ? 1 : 0;
  }
  return words >= kHeadlineWords && operators * kWordsOfAnOperator <= words;
}

void mark_headline(QueryNode& root) {
  for (QueryNode& child : root.children) mark_headline(child);
  root.headline = root.kind == QueryNode::Kind::word;
}

void join_initials(QueryNode& root) {
  for (QueryNode& child : root.children) join_initials(child);
  if (root.kind != QueryNode::Kind::all_of && root.kind != QueryNode::Kind::any_of) return;
  std::vector<QueryNode> children;
  for (std::size_t i = 0; i < root.children.size();) {
    std::vector<QueryNode> letters;
    while (i < root.children.size() && is_initial(root.children[i]))
      letters.push_back(std::move(root.children[i++]));
    if (letters.empty()) {
      children.push_back(std::move(root.children[i++]));
    } else if (letters.size() == 1) {
      children.push_back(std::move(letters.front()));
    } else {
      children.push_back(initials_of(std::move(letters)));
    }
  }
  root.children = std::move(children);
  if (root.children.size() == 1) root = QueryNode(std::move(root.children.front()));
}

}  // namespace dateline
