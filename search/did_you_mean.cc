#include "search/did_you_mean.h"

#include <algorithm>
#include <vector>

#include "search/fold.h"
#include "search/spelling.h"
#include "search/utf8.h"

namespace dateline {
namespace {

// Words that are looked up at most: each means going through all words with its first letter.
constexpr std::size_t kMostWords = 8;

struct Replacement {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

bool can_be_misspelled(const QueryNode& node) {
  return node.kind == QueryNode::Kind::word && !node.wildcard && node.fuzzy == 0 && !node.exact &&
         node.text.size() >= 4 && std::none_of(node.text.begin(), node.text.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '-';
         });
}

bool occurs(std::string_view folded, const Generation& generation) {
  return std::any_of(
      generation.segments().begin(), generation.segments().end(),
      [&](const auto& segment) { return !segment->lexicon().with_folded(folded).empty(); });
}

// The most frequent word at the least distance, with the same first letter: the first is seldom
// wrong.
std::optional<std::string> nearest(std::string_view folded, const Generation& generation) {
  const std::string_view head = utf8_prefix(folded, decode_at(folded, 0).bytes);
  for (const int distance : {1, 2}) {
    if (distance == 2 && folded.size() < 6) break;
    std::string best;
    std::uint64_t most = 0;
    WithinDistance is_near(folded, distance);
    for (const auto& segment : generation.segments()) {
      const auto [begin, end] = segment->lexicon().folded_range(head);
      for (std::uint32_t rank = begin; rank < end; ++rank) {
        const LexiconEntry entry =
            segment->lexicon().entry(segment->lexicon().at_folded_rank(rank));
        if (entry.compound || entry.occurrences <= most || !is_near(entry.folded)) continue;
        most = entry.occurrences;
        best = entry.surface;
      }
    }
    if (!best.empty()) return best;
  }
  return std::nullopt;
}

// A name before a colon that is no field was not meant as a word: foo:bar.
bool names_field(const QueryNode& node, std::string_view query) {
  return query.substr(std::min(node.end, query.size())).starts_with(':');
}

// The words of the tree that the archive does not have.
void collect_unknown(const QueryNode& node, std::string_view query, const Generation& generation,
                     std::vector<const QueryNode*>& unknown) {
  for (const QueryNode& child : node.children) collect_unknown(child, query, generation, unknown);
  if (unknown.size() == kMostWords || !can_be_misspelled(node) || names_field(node, query)) return;
  const std::string folded = fold(node.text);
  if (!folded.empty() && !occurs(folded, generation)) unknown.push_back(&node);
}

std::vector<Replacement> replacements_in(std::string_view query, const QueryNode& root,
                                         const Generation& generation) {
  std::vector<const QueryNode*> unknown;
  collect_unknown(root, query, generation, unknown);
  std::vector<Replacement> replacements;
  for (const QueryNode* node : unknown) {
    if (auto word = nearest(fold(node->text), generation))
      replacements.push_back({node->begin, node->end, std::move(*word)});
  }
  std::sort(replacements.begin(), replacements.end(),
            [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return replacements;
}

}  // namespace

std::optional<std::string> did_you_mean(std::string_view query, const QueryNode& root,
                                        const Generation& generation) {
  const std::vector<Replacement> replacements = replacements_in(query, root, generation);
  if (replacements.empty()) return std::nullopt;
  std::string result;
  std::size_t at = 0;
  for (const Replacement& one : replacements) {
    if (one.begin < at || one.end > query.size()) continue;
    result += query.substr(at, one.begin - at);
    result += one.text;
    at = one.end;
  }
  return result + std::string(query.substr(at));
}

}  // namespace dateline
