#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "search/generation.h"
#include "search/index_query.h"
#include "search/ranker.h"

namespace dateline {

// So many first articles tell which words to add.
inline constexpr std::size_t kFeedbackArticles = 10;

// Whether the added words may find articles that have none of the query's.
enum class Reach : std::uint8_t { same_articles, more_articles };

// A word that the first articles of a ranking are about.
struct FeedbackWord {
  std::string stem;
  std::string shown;  // the form in which it is written most often
};

struct Feedback {
  std::vector<IndexQuery> terms;       // weighed; all together they score like one word of a query
  std::vector<FeedbackWord> heaviest;  // as many as an answer shows
};

// Pseudo-relevance feedback: the vectors of the first articles, added up by their scores (Rocchio,
// 1971; the scores sharpened, as a language model's likelihoods in RM3 are: Abdul-Jaleel et al.,
// TREC 2004), so that one that is clearly the best counts for nearly all. Where the first articles
// are about the same as well, their words bring up others like them.
Feedback feedback_of(const Ranking& first, const Generation& generation,
                     const Xapian::Database& postings);

// The query, of so many words, with as much weight in the added words as in its own.
IndexQuery with_feedback(IndexQuery query, std::size_t words, std::vector<IndexQuery> terms,
                         Reach reach);

}  // namespace dateline
