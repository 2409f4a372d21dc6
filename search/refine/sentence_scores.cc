#include "search/refine/sentence_scores.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

#include "search/match/collection_statistics.h"
#include "search/refine/feedback.h"
#include "search/store/postings/bm25.h"

namespace dateline {
namespace {

// Measured with bench/relevance, see docs/relevance.md.
constexpr double kShareOfSentence = 0.1;

using Weights = std::vector<double>;

std::vector<std::string> terms_of(const PositionNode& word, const Generation& generation) {
  std::vector<std::string> terms;
  for (const auto& segment : generation.segments()) {
    for (const FormId form : PositionMatcher(word, segment->lexicon()).forms())
      terms.push_back(segment->lexicon().entry(form).term());
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

// The most that BM25 gives to a word, or to all words of a phrase; of alternatives, to the first,
// which is what was typed.
double weight_of(const PositionNode& node, const CollectionStatistics& statistics,
                 const Generation& generation) {
  if (node.kind == PositionNode::Kind::word) {
    const std::vector<std::string> terms = terms_of(node, generation);
    if (terms.empty()) return 0;
    return TermScorer(statistics.collection(), statistics.having(terms), 1).most();
  }
  const bool is_one = node.kind == PositionNode::Kind::any_of ||
                      node.kind == PositionNode::Kind::at_least ||
                      node.kind == PositionNode::Kind::zone;
  double weight = 0;
  for (const PositionNode& child : node.children) {
    weight += weight_of(child, statistics, generation);
    if (is_one) break;
  }
  return weight;
}

// Finds the words of a query in the articles of one segment.
class SentenceReader {
 public:
  SentenceReader(const std::vector<PositionNode>& words, const Segment& segment)
      : segment_(segment), found_(words.size()) {
    for (const PositionNode& word : words) matchers_.emplace_back(word, segment.lexicon());
  }

  TogetherInSentence most_together(std::uint32_t document, const Weights& weights) {
    stream_.decode(segment_.tokens(document));
    for (std::size_t word = 0; word < matchers_.size(); ++word)
      found_[word] = matchers_[word].find(stream_);
    return dateline::most_together(stream_, found_, weights);
  }

 private:
  const Segment& segment_;
  std::vector<PositionMatcher> matchers_;
  TokenStream stream_;
  std::vector<std::vector<PositionSpan>> found_;
};

// Counts a word once in each sentence that has it.
void add_word(std::vector<TogetherInSentence>& sentences, const TokenStream& stream,
              const std::vector<PositionSpan>& places, double weight) {
  std::size_t next = 0;  // the first sentence behind those that were looked at
  for (const PositionSpan& span : places) {
    if (next > 0 && span.first < stream.sentence_end(next - 1)) continue;
    while (next < sentences.size() && stream.sentence_end(next) <= span.first) ++next;
    if (next == sentences.size()) return;
    ++sentences[next].words;
    sentences[next].weight += weight;
    ++next;
  }
}

}  // namespace

TogetherInSentence most_together(const TokenStream& stream,
                                 std::span<const std::vector<PositionSpan>> found,
                                 std::span<const double> weights) {
  std::vector<TogetherInSentence> sentences(stream.sentences.size());
  for (std::size_t word = 0; word < found.size(); ++word)
    add_word(sentences, stream, found[word], weights[word]);
  TogetherInSentence most;
  for (const TogetherInSentence& sentence : sentences) {
    if (sentence.words > 1 && sentence.weight > most.weight) most = sentence;
  }
  return most;
}

bool add_sentence_scores(std::span<Scored> articles, const std::vector<PositionNode>& words,
                         const Generation& generation) {
  if (words.size() <= kFewWords) return false;
  const CollectionStatistics statistics(generation);
  Weights weights;
  for (const PositionNode& word : words) weights.push_back(weight_of(word, statistics, generation));
  std::unordered_map<const Segment*, SentenceReader> readers;
  for (Scored& one : articles) {
    const auto [segment, document] = generation.locate(one.docid);
    SentenceReader& reader = readers.try_emplace(segment, words, *segment).first->second;
    one.score += kShareOfSentence * reader.most_together(document, weights).weight;
  }
  return true;
}

}  // namespace dateline
