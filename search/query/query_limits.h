#pragma once

#include <cstddef>
#include <cstdint>

namespace dateline {

// What a query may ask for at most. A query beyond a limit is refused with an InputError that names
// the limit; each is a setting, max_NAME in the section [search] of dateline.toml.
struct QueryLimits {
  std::size_t bytes = 8192;  // of the query
  std::size_t words = 512;   // plain words in the tree: a pasted page, cheap as they are
  std::size_t leaves = 64;   // phrases, filters and dates, and the words under w/5 and its like
  std::size_t depth = 16;    // brackets inside one another
  std::size_t phrase_words = 64;  // of one phrase, or parts of one word: 127.0.0.1 has 4
  std::size_t distance = 500;     // words, of w/5 and its like and of "a b"~5
  std::size_t wildcards = 8;      // words with * or ?, and fuzzy words
  std::size_t at_least = 100;     // the count of atleast5(word)

  // Of one wildcard or fuzzy word. Beyond, the most frequent are searched, and a note says so.
  std::size_t spellings = 256;

  // What running it may cost, in postings: see cost_of(). It bounds the time, some 20 ns each.
  std::uint64_t cost = 25'000'000;
};

}  // namespace dateline
