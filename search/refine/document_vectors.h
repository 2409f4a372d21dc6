#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/base/string_table.h"
#include "search/match/collection_statistics.h"
#include "search/store/generation.h"
#include "search/store/postings/bm25.h"
#include "search/store/unknown_language.h"

namespace dateline {

// Some articles as vectors of their stems, of length one: for comparing the first articles of a
// ranking with one another, and for telling which words they are about. A stem weighs what BM25
// gives one word of a query: its frequency, saturated and by the article's length, times the
// logarithm of how rare it is. Stems that more than half of the archive's articles have tell
// nothing and are left out. Belongs to one search.
class DocumentVectors {
 public:
  // The generation must outlive the vectors.
  explicit DocumentVectors(const Generation& generation);

  void add(const Generation::Location& location);

  // The cosine of two of them, by the order in which they were added: 0 to 1.
  double similarity(std::size_t a, std::size_t b) const;

  // The terms of the stems that weigh most in the articles, each article counted as `shares` says,
  // heaviest first; never a stop word, nor a word that no other article has. None where most of
  // what the articles say is in characters of Chinese, Thai and the like, or syllables of
  // Vietnamese: their words are not known, and the foreign ones among them are not what they are
  // about.
  std::vector<std::pair<double, std::string>> heaviest(const std::vector<double>& shares,
                                                       std::size_t count) const;

 private:
  using Vector = std::vector<std::pair<std::uint32_t, float>>;  // by rising stem number

  struct Stem {
    bool spread = false;   // more than one article has it
    bool telling = false;  // at most half of the articles have it
    TermScorer scorer;
  };

  std::uint32_t number_of(std::string_view term);

  CollectionStatistics statistics_;
  UnknownLanguage unknown_;
  StringTable terms_;  // of the stems, by their numbers
  std::vector<Stem> stems_;
  std::vector<Vector> vectors_;
};

}  // namespace dateline
