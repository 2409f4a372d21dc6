#pragma once

#include <span>
#include <vector>

#include "search/match/position_matcher.h"
#include "search/match/ranking.h"
#include "search/store/generation.h"

namespace dateline {

// Adds to the scores of articles a share of what the words of a query weigh that stand together in
// one sentence, of the sentence with most of them. Who asks a question, or remembers a sentence
// half, names words that the article meant has in one place, where articles on the same subject
// have them here and there. Nothing for a few words: these name a subject, which is told in many
// sentences.
void add_sentence_scores(std::span<Scored> articles, const std::vector<PositionNode>& words,
                         const Generation& generation);

}  // namespace dateline
