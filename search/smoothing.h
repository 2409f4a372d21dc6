#pragma once

#include <cstddef>
#include <vector>

#include "search/generation.h"
#include "search/ranker.h"

namespace dateline {

// So many first articles of a ranking are put in order anew.
inline constexpr std::size_t kSmoothed = 20;

// Puts the first kSmoothed articles of a ranking in the order of scores made smooth over similar
// articles: what is like other good answers is a better answer (Diaz, "Regularizing ad hoc
// retrieval scores", CIKM 2005). Each score becomes its share of the first, plus a weight times the
// scores of the most similar articles, by their similarity. Places get new articles and keep their
// scores: these fall from first to last. Compares every two of them as vectors.
void smooth(std::vector<Scored>& ranking, const Generation& generation);

}  // namespace dateline
