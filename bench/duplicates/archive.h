#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <utility>
#include <vector>

#include "search/store/article/article.h"

namespace dateline::bench {

// Articles of JSON lines with id, title, text (paragraphs apart by an empty line) and published.
std::vector<Article> read_articles(std::istream& in);

// Two articles by their places in a list, the lesser first.
using Pair = std::pair<std::uint32_t, std::uint32_t>;

// All pairs within the groups that Dateline makes of the articles: a generation on disk is made of
// them, below the folder for temporary files, and removed again.
std::vector<Pair> grouped_pairs(const std::vector<Article>& articles);

// The words of the body, as they are indexed.
std::vector<std::string> body_words(const Article& article);

// The pairs of both. Both are sorted.
std::vector<Pair> in_both(const std::vector<Pair>& a, const std::vector<Pair>& b);

// How many of `found` are in `truth` and the other way round, printed as a line. Both are sorted.
struct Score {
  double precision = 0;
  double recall = 0;
};
Score print_score(const std::string& name, const std::vector<Pair>& truth,
                  const std::vector<Pair>& found);

}  // namespace dateline::bench
