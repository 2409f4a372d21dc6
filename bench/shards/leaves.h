#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "search/match/grouped_ranker.h"
#include "search/match/ranker.h"
#include "search/plan/query_builder.h"
#include "search/store/article/article.h"
#include "search/store/generation.h"

namespace dateline::bench {

// What a leaf knows when it ranks: only its own shard; or also the words, names and frequencies of
// the others, as the first round would tell them.
enum class Knows : std::uint8_t { itself, all };

// A machine with one shard.
struct Leaf {
  Leaf(std::shared_ptr<const Generation> of, const Segment& own);

  std::shared_ptr<const Generation> generation;
  const Segment& shard;
  QueryBuilder builder;
  Ranker ranker;
  GroupedRanker grouped;
};

// One archive, cut into shards: the articles go round them, in their order. What the others know is
// given to a leaf as their segments with all articles deleted: frequencies, lengths and lexicons
// count deleted articles, and no ranking has them. So each leaf numbers articles as all others do.
class Shards {
 public:
  // Builds below the folder, which is made.
  Shards(const std::vector<Article>& articles, std::size_t count,
         const std::filesystem::path& folder);

  // All of them as one index of so many segments.
  const std::shared_ptr<const Generation>& together() const { return together_; }

  std::vector<std::unique_ptr<Leaf>> leaves(Knows knows) const;

  // Leaves that know of the words of others only what these have told for one query, in the order
  // of the shards. `folder` is made anew.
  std::vector<std::unique_ptr<Leaf>> leaves_told(const std::vector<std::vector<LexiconEntry>>& told,
                                                 const std::filesystem::path& folder) const;

  std::size_t count() const { return alone_.size(); }

 private:
  std::filesystem::path folder_;
  std::vector<std::string> names_;  // of the segments
  std::vector<std::shared_ptr<const Generation>> alone_;
  std::vector<std::shared_ptr<const Generation>> informed_;  // of each leaf
  std::shared_ptr<const Generation> together_;
};

}  // namespace dateline::bench
