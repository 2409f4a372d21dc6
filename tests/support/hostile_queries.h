#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "search/query/search_request.h"

namespace dateline {

// Queries that are made to hurt: long, deep, of the most frequent words, of everything that costs
// an engine more than it costs to type, of broken syntax and of broken bytes. The same seed gives
// the same queries everywhere.
class HostileQueries {
 public:
  explicit HostileQueries(std::uint64_t seed) : random_(seed) {}

  // At most 8 kB.
  std::string next();

  // next() with options that cost: facets, timeline, feedback, deep pages.
  SearchRequest next_request();

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  std::string_view word();
  std::string_view frequent_word();
  std::string misspelled();
  std::string compound();
  std::string characters();
  std::string words(std::size_t count);
  std::string phrase();
  std::string pattern();
  std::string filter();
  std::string leaf();
  std::string tree(std::size_t depth);
  std::string bytes(std::size_t count);
  std::string soup(std::size_t count);
  template <typename Make>
  std::string repeated(std::string_view between, const Make& make);

  std::mt19937_64 random_;
};

}  // namespace dateline
