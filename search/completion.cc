#include "search/completion.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "search/base/utf8.h"
#include "search/match/position_matcher.h"
#include "search/store/text/fold.h"
#include "search/store/text/prefix_distance.h"
#include "search/store/tokens/token_stream.h"
#include "search/word_spelling.h"

namespace dateline {
namespace {

constexpr std::uint32_t kMostSteps = 20'000;  // in a segment's words
constexpr std::size_t kMostFrequent = 256;    // words of a segment that are compared
constexpr std::size_t kMostLookedInto = 100;  // articles of a segment, for one word

struct Word {
  WordSpelling spelling;
  int typing_errors = 0;
};

using Words = std::map<std::string, Word, std::less<>>;  // by folded spelling

void add(Words& words, const LexiconEntry& entry, int typing_errors) {
  if (entry.compound) return;
  Word& word = words[std::string(entry.folded)];
  word.typing_errors = typing_errors;
  word.spelling.add(entry);
}

void add_starting_with(Words& words, const Lexicon& lexicon, std::string_view prefix) {
  const auto [begin, end] = lexicon.folded_range(prefix);
  std::vector<FormId> forms;
  for (std::uint32_t rank = begin; rank < end; ++rank)
    forms.push_back(lexicon.at_folded_rank(rank));
  if (forms.size() > kMostFrequent) {  // forms are numbered by falling frequency
    std::nth_element(forms.begin(), forms.begin() + kMostFrequent, forms.end());
    forms.resize(kMostFrequent);
  }
  for (const FormId form : forms) add(words, lexicon.entry(form), 0);
}

int allowed_errors(std::string_view prefix) {
  constexpr std::size_t kOne = 4;  // letters
  constexpr std::size_t kTwo = 8;
  const std::size_t letters = code_points(prefix).size();
  return letters >= kTwo ? 2 : letters >= kOne ? 1 : 0;
}

void add_similar(Words& words, const Lexicon& lexicon, std::string_view prefix, int most) {
  PrefixDistance distance(prefix, most);
  auto [rank, end] = lexicon.folded_range(utf8_prefix(prefix, decode_at(prefix, 0).bytes));
  for (std::uint32_t steps = 0; rank < end && steps < kMostSteps; ++steps) {
    const FormId form = lexicon.at_folded_rank(rank);
    const std::string_view text = lexicon.folded(form);
    const PrefixDistance::Result result = distance.of(text);
    if (result.errors && *result.errors > 0) add(words, lexicon.entry(form), *result.errors);
    const bool steps_over = !result.errors && result.dead_end > 0;
    rank = steps_over ? lexicon.rank_behind(rank, text.substr(0, result.dead_end)) : rank + 1;
  }
}

// The postings are those of the stem, whose other forms are other words here: each article that is
// not deleted is looked into. Where the first of them all have only other forms, one behind them is
// taken to have the word.
bool is_live_in(const Segment& segment, const std::string& folded) {
  const std::vector<FormId> forms = segment.lexicon().with_folded(folded);
  if (forms.empty()) return false;
  if (segment.deleted_documents() == 0 || segment.lists() == nullptr) return true;
  const PositionMatcher word({.pattern = {FormPattern::Kind::folded, {folded}}}, segment.lexicon());
  TokenStream stream;
  std::size_t looked_into = 0;
  for (const FormId form : forms) {
    const auto postings = segment.lists()->find(segment.lexicon().entry(form).term());
    for (const Posting& one : postings ? postings->read() : std::vector<Posting>()) {
      if (segment.is_deleted(one.document)) continue;
      if (++looked_into > kMostLookedInto) return true;
      if (word.matches(segment.tokens(one.document), stream)) return true;
    }
  }
  return false;
}

// Counts of occurrences are of all that was ever in a segment: a word may be of articles that are
// gone.
bool is_live(const std::string& folded, const Generation& generation) {
  return std::any_of(generation.segments().begin(), generation.segments().end(),
                     [&](const auto& segment) { return is_live_in(*segment, folded); });
}

std::vector<Completion> best_of(Words words, const Generation& generation, std::size_t limit) {
  std::vector<std::pair<std::string, Word>> ordered(std::make_move_iterator(words.begin()),
                                                    std::make_move_iterator(words.end()));
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return a.second.typing_errors != b.second.typing_errors
               ? a.second.typing_errors < b.second.typing_errors
               : a.second.spelling.occurrences() > b.second.spelling.occurrences();
  });
  std::vector<Completion> best;
  for (auto& [folded, word] : ordered) {
    if (best.size() == limit) break;
    if (is_live(folded, generation))
      best.push_back({std::move(folded), word.spelling.shown(), word.typing_errors});
  }
  return best;
}

}  // namespace

bool forgives_typing_errors(std::string_view prefix) { return allowed_errors(prefix) > 0; }

std::vector<Completion> completions(const Generation& generation, std::string_view prefix,
                                    std::size_t limit) {
  Words words;
  for (const auto& segment : generation.segments())
    add_starting_with(words, segment->lexicon(), prefix);
  if (const int most = allowed_errors(prefix); words.size() < limit && most > 0) {
    for (const auto& segment : generation.segments())
      add_similar(words, segment->lexicon(), prefix, most);
  }
  return best_of(std::move(words), generation, limit);
}

}  // namespace dateline
