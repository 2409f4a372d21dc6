#include "search/refine/feedback.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "search/match/collection_statistics.h"
#include "search/refine/document_vectors.h"
#include "search/store/article/fields.h"
#include "search/store/postings/bm25.h"
#include "search/store/postings/document_bits.h"
#include "search/store/unknown_language.h"

namespace dateline {
namespace {

// Measured with bench/relevance, see docs/relevance.md.
constexpr std::size_t kWords = 30;
constexpr double kSharpness = 5;

// Of the score that the added words have. A few words say less of their subject than many.
constexpr double kShare = 0.5;
constexpr double kShareOfFew = 0.8;

constexpr std::size_t kShown = 10;

// Of several that are nearly the same text, the first: a story that many papers printed says no
// more than one that a single paper did.
std::vector<Scored> first_texts(std::span<const Scored> ranking, const Generation& generation) {
  const SimilarGroups& groups = generation.similar_groups();
  std::unordered_set<std::uint32_t> seen;
  std::vector<Scored> first;
  for (const Scored& one : ranking) {
    if (first.size() == kFeedbackArticles) break;
    const std::uint32_t group =
        groups.group_of(generation.article_number(generation.locate(one.docid)));
    if (group == kNoGroup || seen.insert(group).second) first.push_back(one);
  }
  return first;
}

// How the word of a term is written most often.
std::string usual_form(const Generation& generation, std::string_view term) {
  std::uint32_t most = 0;
  std::string form(parse_stem_term(term).stem);
  for (const auto& segment : generation.segments()) {
    for (const FormId id : segment->lexicon().with_term(term)) {
      const LexiconEntry entry = segment->lexicon().entry(id);
      if (entry.occurrences <= most) continue;
      most = entry.occurrences;
      form = entry.surface;
    }
  }
  return form;
}

// The scores of articles of one segment, by their numbers there.
struct SegmentScores {
  explicit SegmentScores(const PostingLists& all) : lists(all), documents(all.stripes()) {}

  void add(std::uint32_t document, double& score) {
    documents.add(document);
    scores.emplace(document, &score);
  }

  void add_term(std::string_view term, const TermScorer& scorer) {
    const auto list = lists.find(term);
    if (!list) return;
    const auto use = [&](const Posting& posting) {
      *scores.at(posting.document) +=
          scorer.score(posting.frequency, lists.length(posting.document));
    };
    if (!list->is_frequent()) {
      list->for_each([&](const Posting& posting) {
        if (documents.contains(posting.document)) use(posting);
      });
      return;
    }
    for (std::uint32_t stripe = 0; stripe < lists.stripes(); ++stripe) {
      const StripeBits wanted = documents.stripe(stripe);
      if (count_of(wanted) > 0) list->for_each_of(wanted, stripe, use);
    }
  }

  const PostingLists& lists;
  DocumentBits documents;
  std::unordered_map<std::uint32_t, double*> scores;
};

double weight_of(const FeedbackWord& word, std::size_t words) {
  const double share = words <= kFewWords ? kShareOfFew : kShare;
  return word.weight * static_cast<double>(words) * share / (1 - share);
}

}  // namespace

Feedback feedback_of(std::span<const Scored> ranking, const Generation& generation) {
  const std::vector<Scored> first = first_texts(ranking, generation);
  double best = 0;
  for (const Scored& one : first) best = std::max(best, one.score);
  if (best <= 0) return {};
  DocumentVectors vectors(generation);
  std::vector<double> shares;
  for (const Scored& one : first) {
    vectors.add(generation.locate(one.docid));
    shares.push_back(std::pow(one.score / best, kSharpness));
  }
  UnknownLanguage unknown(generation);
  Feedback feedback;
  double sum = 0;
  for (const auto& [weight, term] : vectors.heaviest(shares, kWords)) {
    sum += weight;
    feedback.push_back({unknown.with_unknown(term), weight});
  }
  for (FeedbackWord& word : feedback) word.weight /= sum;
  return feedback;
}

void add_scores(std::span<Scored> articles, const Feedback& feedback, std::size_t words,
                const Generation& generation) {
  const CollectionStatistics statistics(generation);
  std::unordered_map<const Segment*, SegmentScores> segments;
  for (Scored& one : articles) {
    const auto [segment, document] = generation.locate(one.docid);
    segments.try_emplace(segment, *segment->lists()).first->second.add(document, one.score);
  }
  for (const FeedbackWord& word : feedback) {
    const TermScorer scorer(statistics.collection(), statistics.having(word.terms),
                            weight_of(word, words));
    for (const std::string& term : word.terms) {
      for (auto& [segment, scores] : segments) scores.add_term(term, scorer);
    }
  }
}

IndexQuery with_feedback(IndexQuery query, std::size_t words, const Feedback& feedback) {
  std::vector<IndexQuery> added;
  for (const FeedbackWord& word : feedback)
    added.push_back(scaled(any_term(word.terms), weight_of(word, words)));
  return join_queries(IndexQuery::Kind::any_of,
                      {std::move(query), join_queries(IndexQuery::Kind::any_of, std::move(added))});
}

std::vector<ShownWord> shown_words(const Feedback& feedback, const Generation& generation) {
  std::vector<ShownWord> shown;
  for (const FeedbackWord& word : feedback) {
    if (shown.size() == kShown) break;
    shown.push_back({word.terms, usual_form(generation, word.terms.front())});
  }
  return shown;
}

}  // namespace dateline
