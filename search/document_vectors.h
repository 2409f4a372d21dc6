#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "search/generation.h"

namespace dateline {

// Some articles as vectors of their stems, weighed by term frequency times inverse collection
// frequency and of length one: for comparing the first articles of a ranking with one another.
// Belongs to one search.
class DocumentVectors {
 public:
  explicit DocumentVectors(const Generation& generation);

  void add(const Generation::Location& location);

  // The cosine of two of them, by the order in which they were added: 0 to 1.
  double similarity(std::size_t a, std::size_t b) const;

  // The stems that weigh most in the articles, each article counted as `shares` says, heaviest
  // first.
  std::vector<std::pair<double, std::string>> heaviest(const std::vector<double>& shares,
                                                       std::size_t count) const;

 private:
  using Vector = std::vector<std::pair<std::uint32_t, float>>;  // by rising stem number

  double words_ = 1;  // of the archive
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> stems_;
  std::vector<Vector> vectors_;
};

}  // namespace dateline
