#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/shards/leaves.h"

namespace dateline::bench {

// What the machines would have told one another for one search, in bytes: the requests to all
// leaves, and all their answers.
struct Round {
  std::uint64_t asked = 0;
  std::uint64_t answered = 0;
};

struct Rounds {
  Round statistics;  // frequencies and forms of the words
  Round ranking;
  Round subject;   // what the first articles are about, where few have all the words
  Round snippets;  // of the page
};

struct RootAnswer {
  std::vector<Scored> page;  // by the numbers of Shards::together()
  std::uint64_t total = 0;
  bool is_loose = false;             // articles with some of the words follow
  std::vector<double> leaf_seconds;  // of ranking, of each leaf
  Rounds rounds;
};

// Answers a search as Retriever does, with what leaves rank: decides what is decided of all
// articles together, and merges. Its leaves must know all.
RootAnswer ask_leaves(const Shards& shards, const std::vector<std::unique_ptr<Leaf>>& leaves,
                      const SearchRequest& request);

}  // namespace dateline::bench
