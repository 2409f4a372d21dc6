#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/html/blocks.h"
#include "indexer/html/dom.h"
#include "indexer/html/suspicion.h"

namespace dateline::html {

// Whether a block reads as a sentence or more of running text.
bool is_sentence(const Block& block);

// Where a page's running text is: how much of it each element holds, which blocks stand in
// boilerplate, and which stand together. Made once for a page; every question then takes constant
// time. Keeps references to the page and the blocks.
class Prose {
 public:
  // `confirmed` tells for each block whether the page's metadata has its text too; such a block is
  // the article's, wherever it stands. `title` is in words.
  Prose(const Page& page, const std::vector<Block>& blocks, const std::vector<bool>& confirmed,
        const std::vector<std::string>& title);

  // How much running text an element holds, in characters, the boilerplate's left out.
  double inside(std::uint32_t node) const;

  // How much running text stands behind a block in an element.
  double behind(std::size_t block, std::uint32_t node) const;

  // The first block at or behind a node; the blocks of a node are first_block(node) to
  // first_block(page[node].end) - 1.
  std::size_t first_block(std::uint32_t node) const { return first_block_[node]; }

  // Whether a block stands in an element that is not the article's.
  bool is_excluded(std::size_t block) const { return excluded_[blocks_[block].first]; }
  bool is_excluded_node(std::uint32_t node) const { return excluded_[node]; }

  // The element that a block shares with its neighbours: above all that hold it alone.
  std::uint32_t group(std::size_t block) const { return groups_[block]; }

  // Whether a block stands together with at least two sentences that are not boilerplate.
  bool stands_in_prose(std::size_t block) const;

  // The heading that is the article's title: of several the last with most of the text behind it.
  std::optional<std::size_t> title_block() const { return title_block_; }

  // The <article> that the title stands in; 0 where it stands in none.
  std::uint32_t title_article() const { return title_article_; }

  // Whether an element holds at most one block.
  bool holds_one_block(std::uint32_t node) const;

  // Whether an element shows an image or a video.
  bool shows_image(std::uint32_t node) const;

 private:
  void find_title(const std::vector<std::string>& title);
  bool holds_title(std::uint32_t node) const;
  bool is_other_article(std::uint32_t node) const;
  bool is_believed(std::uint32_t node, Suspicion suspicion) const;
  void count_images();
  void exclude();
  void group_blocks();
  void sum_weights();

  const Page& page_;
  const std::vector<Block>& blocks_;
  const std::vector<bool>& confirmed_;
  std::optional<std::size_t> title_block_;
  std::uint32_t title_article_ = 0;
  std::vector<std::size_t> first_block_;  // for each node and the end
  std::vector<std::uint32_t> images_;     // for each node and the end: images before it
  std::vector<double> weights_;           // for each block
  std::vector<double> sums_;              // of weights before each block and the end
  std::vector<std::uint32_t> groups_;     // for each block
  std::unordered_map<std::uint32_t, std::size_t> sentences_;  // of each group
  std::vector<bool> excluded_;                                // for each node
};

}  // namespace dateline::html
