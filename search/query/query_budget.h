#pragma once

#include <cstddef>
#include <string_view>

#include "search/query/query_limits.h"

namespace dateline {

// Counts what a query costs while it is read; each function throws InputError at the first excess.
class QueryBudget {
 public:
  explicit QueryBudget(const QueryLimits& limits) : limits_(limits) {}

  // Throws where `query` is too long, holds a NUL byte, or is not UTF-8.
  void require_text(std::string_view query) const;

  void add_word();
  void add_leaves(std::size_t leaves);
  void add_wildcard();

  void require_parts(std::string_view text) const;
  void require_distance(std::size_t distance) const;
  void require_count(std::size_t count) const;
  void require_depth(std::size_t depth) const;

 private:
  const QueryLimits limits_;
  std::size_t words_ = 0;
  std::size_t leaves_ = 0;
  std::size_t wildcards_ = 0;
};

}  // namespace dateline
