#include "indexer/html/body.h"

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "indexer/html/boilerplate.h"
#include "indexer/html/text.h"

namespace dateline::html {
namespace {

constexpr std::size_t kSentenceWords = 10;  // fewer are a label or a line of a list
constexpr double kLinkedDensity = 0.5;      // above, a block is navigation
constexpr double kDescendShare = 0.75;      // of the good text that a child must have to be entered
constexpr double kStrongShare = 0.5;        // of the page's good text that makes a suspicion false
constexpr double kWeakShare = 0.2;

// How much a block says that the article is here: its characters, if it reads as prose.
double prose(const Block& block) {
  if (block.heading > 0 || block.link_density() > kLinkedDensity) return 0;
  double weight = static_cast<double>(block.characters - block.link_characters);
  if (block.words < kSentenceWords) weight *= 0.2;
  if (!block.ends_sentence) weight *= 0.4;
  return weight;
}

// Sums over the blocks inside an element, in constant time.
class Sums {
 public:
  Sums(const Page& page, const std::vector<Block>& blocks, const std::vector<double>& weights)
      : first_block_(page.size() + 1), sums_(blocks.size() + 1) {
    std::size_t block = 0;
    for (std::uint32_t i = 0; i <= page.size(); ++i) {
      while (block < blocks.size() && blocks[block].first < i) ++block;
      first_block_[i] = block;
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) sums_[i + 1] = sums_[i] + weights[i];
  }

  double inside(const Node& node, std::uint32_t index) const {
    return sums_[first_block_[node.end]] - sums_[first_block_[index]];
  }
  std::size_t first_block(std::uint32_t index) const { return first_block_[index]; }

 private:
  std::vector<std::size_t> first_block_;  // for each node the first block at or behind it
  std::vector<double> sums_;
};

class Finder {
 public:
  Finder(const Page& page, const std::vector<Block>& blocks, std::string_view title)
      : page_(page), blocks_(blocks), title_(words_of(title)) {}

  Body run() {
    std::vector<double> weights;
    weights.reserve(blocks_.size());
    for (const Block& block : blocks_) weights.push_back(prose(block));
    exclude(Sums(page_, blocks_, weights));
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (excluded_[blocks_[i].first]) weights[i] = 0;
    }
    const Sums sums(page_, blocks_, weights);
    Body body;
    body.node = descend(sums);
    body.blocks = select(sums, body.node);
    body.method = body.blocks.empty() ? "" : "density";
    return body;
  }

 private:
  void exclude(const Sums& sums) {
    excluded_.assign(page_.size(), false);
    const double all = sums.inside(page_[0], 0);
    for (std::uint32_t i = 1; i < page_.size(); ++i) {
      excluded_[i] = excluded_[page_[i].parent];
      if (excluded_[i]) continue;
      const double share = all > 0 ? sums.inside(page_[i], i) / all : 0;
      switch (suspicion_of(page_, page_[i])) {
        case Suspicion::none:
          break;
        case Suspicion::weak:
          excluded_[i] = share < kWeakShare;
          break;
        case Suspicion::strong:
        case Suspicion::hidden:
          excluded_[i] = share < kStrongShare;
          break;
      }
    }
  }

  std::uint32_t descend(const Sums& sums) const {
    std::uint32_t node = 0;
    while (true) {
      const double all = sums.inside(page_[node], node);
      std::uint32_t best = 0;
      double best_sum = 0;
      for (std::uint32_t child = node + 1; child < page_[node].end; child = page_[child].end) {
        const double sum = sums.inside(page_[child], child);
        if (sum > best_sum && is_block(page_[child].tag) && page_[child].tag != GUMBO_TAG_P) {
          best = child;
          best_sum = sum;
        }
      }
      if (best == 0 || best_sum < kDescendShare * all) return node;
      node = best;
    }
  }

  bool is_title(const Block& block) const {
    if (title_.empty() || block.words > title_.size() + 3) return false;
    return words_of(block.text) == title_;
  }

  bool is_wanted(const Block& block) const {
    if (excluded_[block.first] || is_title(block) || block.heading == 1) return false;
    if (block.heading > 0) return block.link_density() < kLinkedDensity;
    if (block.link_density() > kLinkedDensity) return false;
    return !is_promotion(block.text);
  }

  std::vector<std::size_t> select(const Sums& sums, std::uint32_t node) const {
    std::vector<std::size_t> selected;
    for (std::size_t i = sums.first_block(node); i < sums.first_block(page_[node].end); ++i) {
      if (blocks_[i].heading > 0 && is_end_heading(blocks_[i].text)) break;
      if (is_wanted(blocks_[i])) selected.push_back(i);
    }
    while (!selected.empty() && blocks_[selected.back()].heading > 0) selected.pop_back();
    return selected;
  }

  const Page& page_;
  const std::vector<Block>& blocks_;
  std::vector<std::string> title_;
  std::vector<bool> excluded_;  // for each node
};

}  // namespace

Body find_body(const Page& page, const std::vector<Block>& blocks, std::string_view title,
               std::string_view /*claimed_body*/) {
  return Finder(page, blocks, title).run();
}

}  // namespace dateline::html
