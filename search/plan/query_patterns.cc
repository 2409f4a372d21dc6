#include "search/plan/query_patterns.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/text/fold.h"
#include "search/store/text/prefix_distance.h"
#include "search/store/text/spelling.h"

namespace dateline {
namespace {

// How often each spelling that was found occurs, and by how many letters it differs.
struct Found {
  std::uint64_t occurrences = 0;
  std::size_t errors = 0;
};
using FoundSpellings = std::unordered_map<std::string_view, Found>;

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), ascii::is_digit);
  return digits;
}

// Gives the number of words looked at, as do those below.
std::uint64_t add_fitting(FoundSpellings& found, const Lexicon& lexicon, std::string_view pattern) {
  const auto [begin, end] = lexicon.folded_range(utf8_prefix(pattern, pattern.find_first_of("*?")));
  for (std::uint32_t rank = begin; rank < end; ++rank) {
    const FormId form = lexicon.at_folded_rank(rank);
    const std::string_view spelling = lexicon.folded(form);
    if (matches_wildcard(spelling, pattern))
      found[spelling].occurrences += lexicon.entry(form).occurrences;
  }
  return end - begin;
}

// Any letter may differ, the first too; digits may not: another number is another thing.
std::uint64_t add_near(FoundSpellings& found, const Lexicon& lexicon, std::string_view word,
                       int most) {
  const std::string digits = digits_of(word);
  PrefixDistance distance(word, most);
  std::uint64_t compared = 0;
  auto [rank, end] = lexicon.folded_range("");
  for (; rank < end; ++compared) {
    const FormId form = lexicon.at_folded_rank(rank);
    const std::string_view spelling = lexicon.folded(form);
    const PrefixDistance::Result result = distance.of_whole(spelling);
    if (result.errors && digits_of(spelling) == digits) {
      Found& one = found[spelling];
      one.occurrences += lexicon.entry(form).occurrences;
      one.errors = static_cast<std::size_t>(*result.errors);
    }
    rank = result.dead_end > 0 ? lexicon.rank_behind(rank, spelling.substr(0, result.dead_end))
                               : rank + 1;
  }
  return compared;
}

// A compound is known joined: anti-gov* stands for antigovernment, which anti-government is too.
std::string without_joiners(std::string_view pattern) {
  std::string joined;
  for (std::size_t at = 0; at < pattern.size();) {
    const CodePoint c = decode_at(pattern, at);
    const bool joins = c.value == U'-' || c.value == U'\'' ||
                       (c.value >= U'‐' && c.value <= U'–') || c.value == U'’' || c.value == U'‘';
    if (!joins) joined += pattern.substr(at, c.bytes);
    at += c.bytes;
  }
  return joined;
}

}  // namespace

PatternSpellings spellings_of(const QueryNode& pattern, const Generation& generation,
                              std::size_t most) {
  std::string folded = fold(pattern.text);
  if (pattern.wildcard) folded = without_joiners(folded);
  PatternSpellings result;
  FoundSpellings found;
  for (const auto& segment : generation.segments()) {
    result.compared += pattern.wildcard
                           ? add_fitting(found, segment->lexicon(), folded)
                           : add_near(found, segment->lexicon(), folded, pattern.fuzzy);
  }
  std::vector<std::pair<std::string_view, Found>> sorted(found.begin(), found.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    if (a.second.errors != b.second.errors) return a.second.errors < b.second.errors;
    if (a.second.occurrences != b.second.occurrences)
      return a.second.occurrences > b.second.occurrences;
    return a.first < b.first;
  });
  if (sorted.size() > most) {
    result.left_out = sorted.size() - most;
    sorted.resize(most);
  }
  for (const auto& [text, one] : sorted) result.folded[one.errors].emplace_back(text);
  return result;
}

}  // namespace dateline
