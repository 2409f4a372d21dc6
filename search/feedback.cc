#include "search/feedback.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "search/document_vectors.h"
#include "search/stemmer.h"
#include "search/stop_words.h"

namespace dateline {
namespace {

constexpr std::size_t kTerms = 30;
constexpr double kShare = 0.4;  // of the score that the added words have
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

void add_feedback(BuiltQuery& built, const Ranking& first, const Generation& generation) {
  DocumentVectors vectors(generation);
  std::vector<double> shares;
  for (const Scored& one : first.articles) {
    vectors.add(generation.locate(one.docid));
    shares.push_back(one.score);
  }
  const std::vector<std::pair<double, std::string>> terms = vectors.heaviest(shares, kTerms);
  double sum = 0;
  for (const auto& [weight, stem] : terms) sum += weight;
  if (sum <= 0) return;
  const double words = static_cast<double>(std::max<std::size_t>(1, built.marks.size()));
  std::vector<IndexQuery> queries{scaled(*built.query, (1 - kShare) / words)};
  for (const auto& [weight, stem] : terms) {
    if (is_stop_word(stem, language_id("en"))) continue;
    queries.push_back(scaled(any_term({stem}), kShare * weight / sum));
    if (built.also_searched.size() < kShown)
      built.also_searched.push_back(usual_form(generation, stem));
  }
  built.query = join_queries(IndexQuery::Kind::any_of, std::move(queries));
}

}  // namespace dateline
