#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "search/store/article/article.h"

// Texts as words that can be cut, replaced and put together again.
namespace dateline::bench {

// The same numbers on every machine.
class Dice {
 public:
  std::size_t below(std::size_t end) { return engine_() % end; }
  std::size_t between(std::size_t first, std::size_t last) {
    return first + below(last - first + 1);
  }

 private:
  std::mt19937_64 engine_{20260114};
};

// The words of a body; where one ends a paragraph, it ends in a line feed.
using Words = std::vector<std::string>;

Words words_of(const Article& article);
std::vector<std::string> paragraphs_of(const Words& words);

// The part from one word up to another; places behind the end are the end.
Words part(const Words& words, std::size_t begin, std::size_t end);

void append(Words& words, const Words& more);

}  // namespace dateline::bench
