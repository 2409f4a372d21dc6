#pragma once

#include <cstddef>
#include <span>

#include "search/match/ranker.h"
#include "search/store/generation.h"

namespace dateline {

// So many first articles of a ranking are put in order anew.
inline constexpr std::size_t kSmoothed = 50;

// Puts articles of a ranking, at most kSmoothed of them, in the order of scores made smooth over
// similar articles: what is like other good answers is a better answer (Diaz, "Regularizing ad hoc
// retrieval scores", CIKM 2005). Each score is taken above half of the last one, as a share of the
// first, and gets the scores of the most similar articles added, by their similarity. Places get
// new articles and keep their scores: these fall from first to last. Compares every two of them as
// vectors.
void smooth(std::span<Scored> articles, const Generation& generation);

}  // namespace dateline
