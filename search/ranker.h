#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <xapian.h>

#include "search/generation.h"
#include "search/index_query.h"
#include "search/posting_sources.h"
#include "search/search_request.h"

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

// Finds the articles of one generation that match a query, and puts them in order. Belongs to one
// thread. Throws InputError for a filter on a field that is none, and Xapian's errors.
class Ranker {
 public:
  explicit Ranker(std::shared_ptr<const Generation> generation);

  // Ranks by the request's sort, filters and dates; its query's text is not looked at. `counts`, of
  // wanted_counts(), gets the counts of all matches; it may be null.
  Ranking rank(const IndexQuery& query, const SearchRequest& request, const Window& window,
               MatchCounts* counts = nullptr) const;

  // A database over all segments, for looking up terms.
  const Xapian::Database& postings() const { return postings_; }

 private:
  Xapian::Query live(const Xapian::Query& query) const;
  Xapian::Query observed(const Xapian::Query& query, Sort sort, MatchCounts* counts) const;

  std::shared_ptr<const Generation> generation_;
  Xapian::Database postings_;
};

}  // namespace dateline
