#pragma once

#include <cstddef>

#include "search/generation.h"
#include "search/query_builder.h"
#include "search/ranker.h"

namespace dateline {

// So many first articles tell which words to add.
inline constexpr std::size_t kFeedbackArticles = 5;

// Adds to a query the words that the first articles of its ranking have most of, and to
// `also_searched` the heaviest of these: RM3 (Abdul-Jaleel et al., TREC 2004) with document
// vectors.
void add_feedback(BuiltQuery& built, const Ranking& first, const Generation& generation);

}  // namespace dateline
