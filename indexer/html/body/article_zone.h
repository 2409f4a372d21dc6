#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/body/body.h"
#include "indexer/html/dom/dom.h"
#include "indexer/html/dom/names.h"

namespace dateline::html {

// Where a page tells of its article, rather than of others: what is in comments, teasers,
// quotations, captions and other articles is foreign.
class ArticleZone {
 public:
  ArticleZone(const Page& page, const std::vector<Block>& blocks, const Body& body);

  bool is_foreign(std::uint32_t node) const { return foreign_[node]; }

  // Blocks: where the title stands, or else the article begins; where it does; its last one.
  std::size_t title() const { return title_; }
  std::size_t first() const { return first_; }
  std::size_t last() const { return last_; }

  // One past what may still be said of the article among its first lines: a block.
  std::size_t head_end() const;

  // A block's first node; one past the last for a block that is not there.
  std::uint32_t node_of(std::size_t block) const;

 private:
  bool holds_article(std::uint32_t node) const;
  bool is_foreign_root(std::uint32_t node, NameAnswers& others) const;
  bool is_captioned_byline(std::uint32_t node) const;
  bool is_other_item(std::uint32_t node) const;

  const Page& page_;
  const std::vector<Block>& blocks_;
  std::size_t title_ = 0;
  std::size_t first_ = 0;
  std::size_t last_ = 0;
  std::vector<std::uint32_t> held_;  // nodes of the title and of the first paragraph
  std::vector<bool> foreign_;        // for each node
};

}  // namespace dateline::html
