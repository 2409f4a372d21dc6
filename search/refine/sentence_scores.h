#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "search/match/position_matcher.h"
#include "search/match/ranking.h"
#include "search/store/generation.h"

namespace dateline {

// What stands together in one sentence.
struct TogetherInSentence {
  std::size_t words = 0;
  double weight = 0;  // the sum of theirs
};

// The sentence whose words of a query weigh most: at least two of them, or none. `found` has the
// places of each word, in order, and `weights` what it weighs.
TogetherInSentence most_together(const TokenStream& stream,
                                 std::span<const std::vector<PositionSpan>> found,
                                 std::span<const double> weights);

// Adds to the scores of articles a share of what the words of a query weigh that stand together in
// one sentence, of the sentence with most of them. Who asks a question, or remembers a sentence
// half, names words that the article meant has in one place, where articles on the same subject
// have them here and there. Nothing, and false, for a few words: these name a subject, which is
// told in many sentences.
bool add_sentence_scores(std::span<Scored> articles, const std::vector<PositionNode>& words,
                         const Generation& generation);

}  // namespace dateline
