#include "search/query_patterns.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "search/fold.h"
#include "search/spelling.h"
#include "search/utf8.h"

namespace dateline {
namespace {

// What every spelling starts with: the letters before the first wildcard; of a fuzzy word the first
// letter, which is seldom wrong.
std::string_view fixed_head(const QueryNode& pattern, std::string_view folded) {
  if (pattern.wildcard) return utf8_prefix(folded, folded.find_first_of("*?"));
  return utf8_prefix(folded, folded.empty() ? 0 : decode_at(folded, 0).bytes);
}

}  // namespace

PatternSpellings spellings_of(const QueryNode& pattern, const Generation& generation,
                              std::size_t most) {
  const std::string folded = fold(pattern.text);
  PatternSpellings result;
  std::unordered_map<std::string_view, std::uint64_t> occurrences;
  WithinDistance is_near(folded, pattern.fuzzy);
  for (const auto& segment : generation.segments()) {
    const Lexicon& lexicon = segment->lexicon();
    const auto [begin, end] = lexicon.folded_range(fixed_head(pattern, folded));
    result.compared += end - begin;
    for (std::uint32_t rank = begin; rank < end; ++rank) {
      const FormId form = lexicon.at_folded_rank(rank);
      const std::string_view spelling = lexicon.folded(form);
      const bool matches =
          pattern.wildcard ? matches_wildcard(spelling, folded) : is_near(spelling);
      if (matches) occurrences[spelling] += lexicon.entry(form).occurrences;
    }
  }
  std::vector<std::pair<std::string_view, std::uint64_t>> found(occurrences.begin(),
                                                                occurrences.end());
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  for (const auto& [text, count] : found) {
    if (result.folded.size() < most) result.folded.emplace_back(text);
  }
  result.left_out = found.size() - result.folded.size();
  return result;
}

}  // namespace dateline
