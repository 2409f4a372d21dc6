#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "search/match/index_query.h"
#include "search/match/ranker.h"
#include "search/store/generation.h"

namespace dateline {

// So many first articles, those of nearly the same text counted once, tell which words to add; and
// so many places of a ranking are put in order anew by these words.
inline constexpr std::size_t kFeedbackArticles = 10;
inline constexpr std::size_t kFeedbackPlaces = 100;

// A query of no more words names a subject, and is no question and no half-remembered sentence.
inline constexpr std::size_t kFewWords = 4;

// A word that the first articles of a ranking are about.
struct FeedbackWord {
  std::vector<std::string> terms;  // of its stem, and in articles of unknown language
  double weight = 0;               // of all the words together 1
};

// Heaviest first.
using Feedback = std::vector<FeedbackWord>;

// A word of feedback as an answer shows it.
struct ShownWord {
  std::vector<std::string> terms;
  std::string form;  // in which it is written most often
};

// Pseudo-relevance feedback: the vectors of the first articles, added up by their scores (Rocchio,
// 1971; the scores sharpened, as a language model's likelihoods in RM3 are: Abdul-Jaleel et al.,
// TREC 2004), so that one that is clearly the best counts for nearly all. Where the first articles
// are about the same as well, their words bring up others like them.
Feedback feedback_of(std::span<const Scored> ranking, const Generation& generation);

// Adds to the scores of articles what the words give them: all together as much as the query, of so
// many words, has, or four times as much where these are few.
void add_scores(std::span<Scored> articles, const Feedback& feedback, std::size_t words,
                const Generation& generation);

// The query, of so many words, that finds what the added words find, too.
IndexQuery with_feedback(IndexQuery query, std::size_t words, const Feedback& feedback);

// The heaviest of the words.
std::vector<ShownWord> shown_words(const Feedback& feedback, const Generation& generation);

}  // namespace dateline
