#include "search/plan/query_names.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "search/base/utf8.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kMostBetween = 2;  // stop words inside a name: of the

struct NameWord {
  QueryWord word;
  bool is_name = false;
  bool is_stop_word = false;
};

bool is_plain(const QueryNode& node) {
  return node.kind == QueryNode::Kind::word && !node.exact && !node.wildcard && !node.capitals &&
         node.fuzzy == 0;
}

// None where it is no single word.
std::optional<NameWord> name_word(const QueryNode& node, const QueryWords& index) {
  if (!is_plain(node)) return std::nullopt;
  std::vector<QueryWord> words = query_words(node.text);
  if (words.size() != 1) return std::nullopt;
  NameWord result{.word = std::move(words.front())};
  result.is_stop_word = index.is_stop_word(result.word);
  const bool typed_as_name = !node.headline && is_upper(decode_at(node.text, 0).value);
  result.is_name = !result.is_stop_word && (typed_as_name || index.is_name(result.word.folded));
  return result;
}

}  // namespace

Preference side_by_side(const std::vector<QueryWord>& words, const QueryWords& index,
                        double share) {
  Preference preference{.words = {}, .position = nullptr, .share = share};
  std::vector<PositionNode> positions;
  for (const QueryWord& word : words) {
    positions.push_back({.pattern = {FormPattern::Kind::folded, {word.folded}}});
    if (!index.is_stop_word(word)) preference.words.push_back(index.in_any_form(word).query->terms);
  }
  preference.position = std::make_shared<const PositionNode>(
      join_positions(PositionNode::Kind::sequence, std::move(positions)));
  return preference;
}

std::vector<Preference> names_among(const std::vector<QueryNode>& nodes, const QueryWords& index,
                                    double share) {
  std::vector<Preference> names;
  std::vector<QueryWord> run;  // a word, and the stop words behind it
  bool begins_as_name = false;
  for (const QueryNode& node : nodes) {
    const std::optional<NameWord> next = name_word(node, index);
    if (!next || (next->is_stop_word && run.size() > kMostBetween)) {
      run.clear();
      continue;
    }
    if (next->is_stop_word) {
      if (!run.empty()) run.push_back(next->word);
      continue;
    }
    const bool both = begins_as_name && next->is_name;
    const bool one = run.size() > 1 && (begins_as_name || next->is_name);  // bank of england
    if (!run.empty() && (both || one)) {
      run.push_back(next->word);
      names.push_back(side_by_side(run, index, both ? share : share / 2));
    }
    run = {next->word};
    begins_as_name = next->is_name;
  }
  return names;
}

}  // namespace dateline
