#include "search/feedback.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "search/document_vectors.h"

namespace dateline {
namespace {

// Measured with bench/relevance, see docs/relevance.md.
constexpr std::size_t kTerms = 30;
constexpr double kSharpness = 5;
constexpr double kShare = 0.5;  // of the score that the added words have

constexpr std::size_t kShown = 10;

// The form in which a stem is written most often.
std::string usual_form(const Generation& generation, std::string_view stem) {
  std::uint32_t most = 0;
  std::string form(stem);
  for (const auto& segment : generation.segments()) {
    for (const FormId id : segment->lexicon().with_stem(stem)) {
      const LexiconEntry entry = segment->lexicon().entry(id);
      if (entry.occurrences <= most) continue;
      most = entry.occurrences;
      form = entry.surface;
    }
  }
  return form;
}

}  // namespace

Feedback feedback_of(const Ranking& first, const Generation& generation,
                     const Xapian::Database& postings) {
  DocumentVectors vectors(generation, postings);
  std::vector<double> shares;
  for (const Scored& one : first.articles) {
    vectors.add(generation.locate(one.docid));
    shares.push_back(std::pow(one.score / first.articles[0].score, kSharpness));
  }
  const std::vector<std::pair<double, std::string>> terms = vectors.heaviest(shares, kTerms);
  double sum = 0;
  for (const auto& [weight, stem] : terms) sum += weight;
  Feedback feedback;
  for (const auto& [weight, stem] : terms) {
    feedback.terms.push_back(scaled(any_term({stem}), weight / sum));
    if (feedback.heaviest.size() < kShown)
      feedback.heaviest.push_back({stem, usual_form(generation, stem)});
  }
  return feedback;
}

IndexQuery with_feedback(IndexQuery query, std::size_t words, std::vector<IndexQuery> terms,
                         Reach reach) {
  if (terms.empty()) return query;
  IndexQuery added = scaled(join_queries(IndexQuery::Kind::any_of, std::move(terms)),
                            static_cast<double>(words) * kShare / (1 - kShare));
  const auto kind =
      reach == Reach::same_articles ? IndexQuery::Kind::rank_with : IndexQuery::Kind::any_of;
  return join_queries(kind, {std::move(query), std::move(added)});
}

}  // namespace dateline
