#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <xapian.h>

#include "search/query/search_request.h"

namespace dateline {

// An article that matched, by its number in Generation::open_postings().
struct Scored {
  Xapian::docid docid = 0;
  double score = 0;
};

// The articles that match a query, in order: those of the window that was asked for.
struct Ranking {
  std::vector<Scored> articles;
  Total total;
  std::size_t ahead = 0;    // of the articles, those that come first whatever their scores
  std::size_t at_most = 0;  // matches that there can be: an upper bound of the total
};

// Which places of a ranking are wanted.
struct Window {
  enum class Totals : std::uint8_t {
    counted,  // exact up to 10,000 matches, estimated beyond
    unknown,  // nobody asks: articles that cannot come among the first are not looked at
  };

  std::size_t offset = 0;
  std::size_t limit = 10;
  Totals totals = Totals::counted;
};

}  // namespace dateline
