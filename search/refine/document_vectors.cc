#include "search/refine/document_vectors.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "search/base/utf8.h"
#include "search/store/article/fields.h"
#include "search/store/postings/bm25.h"
#include "search/store/text/fold.h"
#include "search/store/text/stop_words.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {
namespace {

// How often each form stands in a stream.
std::map<FormId, std::uint32_t> count_forms(const TokenStream& stream) {
  std::map<FormId, std::uint32_t> counts;
  for (const FormId form : stream.forms) ++counts[form];
  return counts;
}

// Whether it is a word, rather than a character of a script without spaces or a syllable of
// Vietnamese, which tell too little to look for more of them.
bool is_word(const StemTerm& term) {
  return !keeps_marks(term.language) && !term.stem.empty() &&
         char_class(decode_at(term.stem, 0).value) != CharClass::single;
}

}  // namespace

DocumentVectors::DocumentVectors(const Generation& generation, const Xapian::Database& postings)
    : postings_(postings), collection_(generation.collection()), unknown_(generation) {}

std::uint32_t DocumentVectors::number_of(const std::string& term) {
  const auto [place, added] = numbers_.try_emplace(term, static_cast<std::uint32_t>(stems_.size()));
  if (added) {
    const std::uint64_t having = postings_.get_termfreq(term);
    stems_.push_back({term, having > 1, having <= collection_.documents / 2,
                      TermScorer(collection_, having, 1)});
  }
  return place->second;
}

void DocumentVectors::add(const Generation::Location& location) {
  const auto& [segment, document] = location;
  TokenStream stream;
  stream.decode(segment->tokens(document));
  std::map<std::uint32_t, std::uint32_t> frequencies;  // of a stem by its number
  for (const auto& [form, count] : count_forms(stream))
    frequencies[number_of(unknown_.term_of(segment->lexicon().entry(form)))] += count;
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
  std::vector<std::pair<double, std::string>> terms;
  for (std::size_t number = 0; number < stems_.size(); ++number) {
    const StemTerm term = parse_stem_term(stems_[number].term);
    (is_word(term) ? words : others) += weights[number];
    if (weights[number] > 0 && stems_[number].spread && is_word(term) &&
        !is_stop_word(term.stem, term.language))
      terms.emplace_back(weights[number], stems_[number].term);
  }
  if (others > words) return {};
  std::sort(terms.rbegin(), terms.rend());
  if (terms.size() > count) terms.resize(count);
  return terms;
}

}  // namespace dateline
