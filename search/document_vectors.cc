#include "search/document_vectors.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "search/token_stream.h"

namespace dateline {
namespace {

constexpr double kTooCommon = 20;  // a word that is every 20th or more frequent tells nothing

}  // namespace

DocumentVectors::DocumentVectors(const Generation& generation) {
  for (const auto& segment : generation.segments()) {
    if (segment->documents() == 0) continue;
    // The archive's words, from a sample of its articles.
    const std::uint32_t step = std::max(1U, segment->documents() / 64);
    double words = 0;
    double sampled = 0;
    for (std::uint32_t document = 0; document < segment->documents(); document += step, ++sampled)
      words += segment->columns().words(document);
    words_ += words / sampled * segment->documents();
  }
}

void DocumentVectors::add(const Generation::Location& location) {
  struct Stem {
    double frequency = 0;
    double rarity = 0;
  };
  const auto& [segment, document] = location;
  TokenStream stream;
  stream.decode(segment->tokens(document));
  std::sort(stream.forms.begin(), stream.forms.end());
  std::map<std::uint32_t, Stem> stems;
  for (std::size_t begin = 0, end = 0; begin < stream.forms.size(); begin = end) {
    while (end < stream.forms.size() && stream.forms[end] == stream.forms[begin]) ++end;
    const LexiconEntry entry = segment->lexicon().entry(stream.forms[begin]);
    const double rarity = std::log(words_ / kTooCommon / std::max(1U, entry.occurrences));
    if (rarity <= 0) continue;
    const auto [place, added] =
        numbers_.try_emplace(entry.stem, static_cast<std::uint32_t>(stems_.size()));
    if (added) stems_.push_back(entry.stem);
    Stem& stem = stems[place->second];
    stem.frequency += static_cast<double>(end - begin);
    stem.rarity = stem.rarity == 0 ? rarity : std::min(stem.rarity, rarity);
  }
  Vector vector;
  double squares = 0;
  for (const auto& [number, stem] : stems) {
    const double weight = (1 + std::log(stem.frequency)) * stem.rarity;
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
  std::vector<std::pair<double, std::string>> terms;
  for (std::size_t number = 0; number < stems_.size(); ++number)
    terms.emplace_back(weights[number], stems_[number]);
  std::sort(terms.rbegin(), terms.rend());
  if (terms.size() > count) terms.resize(count);
  return terms;
}

}  // namespace dateline
