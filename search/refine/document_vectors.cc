#include "search/refine/document_vectors.h"

#include <algorithm>
#include <cmath>

#include "search/base/utf8.h"
#include "search/store/article/fields.h"
#include "search/store/postings/bm25.h"
#include "search/store/text/fold.h"
#include "search/store/text/stop_words.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {
namespace {

// A number, and how often it is met.
using Count = std::pair<std::uint32_t, std::uint32_t>;

// How often each form stands in a stream, whose forms are sorted for it.
std::vector<Count> count_forms(TokenStream& stream) {
  std::sort(stream.forms.begin(), stream.forms.end());
  std::vector<Count> counts;
  for (auto form = stream.forms.begin(); form != stream.forms.end();) {
    const auto behind =
        std::find_if(form, stream.forms.end(), [&](FormId other) { return other != *form; });
    counts.emplace_back(*form, static_cast<std::uint32_t>(behind - form));
    form = behind;
  }
  return counts;
}

// Adds up the counts of each number; by rising number.
void add_up(std::vector<Count>& counts) {
  std::sort(counts.begin(), counts.end());
  std::size_t kept = 0;
  for (const auto& [number, count] : counts) {
    if (kept > 0 && counts[kept - 1].first == number)
      counts[kept - 1].second += count;
    else
      counts[kept++] = {number, count};
  }
  counts.resize(kept);
}

// Whether it is a word, rather than a character of a script without spaces or a syllable of
// Vietnamese, which tell too little to look for more of them.
bool is_word(const StemTerm& term) {
  return !keeps_marks(term.language) && !term.stem.empty() &&
         char_class(decode_at(term.stem, 0).value) != CharClass::single;
}

}  // namespace

DocumentVectors::DocumentVectors(const Generation& generation)
    : statistics_(generation), unknown_(generation) {}

std::uint32_t DocumentVectors::number_of(std::string_view term) {
  const auto [number, added] = terms_.intern(term);
  if (added) {
    const Collection& collection = statistics_.collection();
    const std::uint64_t having = statistics_.having(term);
    stems_.push_back(
        {having > 1, having <= collection.documents / 2, TermScorer(collection, having, 1)});
  }
  return number;
}

void DocumentVectors::add(const Generation::Location& location) {
  const auto& [segment, document] = location;
  TokenStream stream;
  stream.decode(segment->tokens(document));
  std::vector<Count> frequencies;  // of stems, by their numbers
  for (const auto& [form, count] : count_forms(stream))
    frequencies.emplace_back(number_of(unknown_.term_of(segment->lexicon().entry(form))), count);
  add_up(frequencies);
  const auto length = static_cast<std::uint32_t>(stream.forms.size());
  Vector vector;
  double squares = 0;
  for (const auto& [number, frequency] : frequencies) {
    if (!stems_[number].telling) continue;
    const double weight = stems_[number].scorer.score(frequency, length);
    vector.emplace_back(number, static_cast<float>(weight));
    squares += weight * weight;
  }
  for (auto& [number, weight] : vector) weight /= static_cast<float>(std::sqrt(squares));
  vectors_.push_back(std::move(vector));
}

double DocumentVectors::similarity(std::size_t a, std::size_t b) const {
  double sum = 0;
  auto x = vectors_[a].begin();
  auto y = vectors_[b].begin();
  while (x != vectors_[a].end() && y != vectors_[b].end()) {
    if (x->first == y->first) {
      sum += static_cast<double>(x->second) * y->second;
      ++x;
      ++y;
    } else {
      ++(x->first < y->first ? x : y);
    }
  }
  return sum;
}

std::vector<std::pair<double, std::string>> DocumentVectors::heaviest(
    const std::vector<double>& shares, std::size_t count) const {
  std::vector<double> weights(stems_.size());
  for (std::size_t i = 0; i < vectors_.size(); ++i) {
    for (const auto& [number, weight] : vectors_[i]) weights[number] += shares[i] * weight;
  }
  double words = 0;
  double others = 0;
  std::vector<std::pair<double, std::string_view>> terms;
  for (std::uint32_t number = 0; number < stems_.size(); ++number) {
    if (weights[number] <= 0) continue;
    const std::string_view term = terms_[number];
    const bool word = is_word(parse_stem_term(term));
    (word ? words : others) += weights[number];
    if (word && stems_[number].spread) terms.emplace_back(weights[number], term);
  }
  if (others > words) return {};
  // A heap: few of the hundreds of words are taken from it.
  std::make_heap(terms.begin(), terms.end());
  std::vector<std::pair<double, std::string>> taken;
  for (auto end = terms.end(); end != terms.begin() && taken.size() < count; --end) {
    std::pop_heap(terms.begin(), end);
    const auto& [weight, term] = end[-1];
    const StemTerm parsed = parse_stem_term(term);
    if (!is_stop_word(parsed.stem, parsed.language)) taken.emplace_back(weight, term);
  }
  return taken;
}

}  // namespace dateline
