#include "indexer/html/body.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "indexer/html/boilerplate.h"
#include "indexer/html/text.h"

namespace dateline::html {
namespace {

constexpr std::size_t kSentenceWords = 10;  // fewer are a label or a line of a list
constexpr double kLinkedDensity = 0.5;      // above, a block is navigation
constexpr double kDescendShare = 0.88;      // of the good text that a child must have to be entered
constexpr double kStrongShare = 0.5;        // of the page's good text that makes a suspicion false
constexpr double kWeakShare = 0.2;
constexpr double kLoneWeight = 0.3;  // of a paragraph that stands alone: it may be a teaser

// How much a block says that the article is here: its characters, if it reads as prose.
double prose(const Block& block) {
  if (block.heading > 0 || block.link_density() > kLinkedDensity) return 0;
  double weight = static_cast<double>(block.characters - block.link_characters);
  if (block.words < kSentenceWords) weight *= 0.2;
  if (!block.ends_sentence) weight *= 0.4;
  return weight;
}

bool is_sentence(const Block& block) {
  return block.heading == 0 && block.words >= kSentenceWords && block.ends_sentence &&
         block.link_density() <= kLinkedDensity;
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
    weights_.reserve(blocks_.size());
    for (const Block& block : blocks_) weights_.push_back(prose(block));
    exclude(Sums(page_, blocks_, weights_));
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (excluded_[blocks_[i].first]) weights_[i] = 0;
    }
    group();
    const Sums sums(page_, blocks_, weights_);
    Body body;
    body.node = descend(sums, start(sums));
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

  // The element that a block shares with its neighbours: above all elements that hold it alone.
  std::uint32_t group_of(const Sums& sums, std::size_t block) const {
    std::uint32_t node = blocks_[block].node;
    while (node != 0) {
      const std::uint32_t parent = page_[node].parent;
      const bool alone = sums.first_block(page_[parent].end) - sums.first_block(parent) <= 1;
      node = parent;
      if (!alone) break;
    }
    return node;
  }

  void group() {
    const Sums sums(page_, blocks_, weights_);
    groups_.resize(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      groups_[i] = group_of(sums, i);
      if (is_sentence(blocks_[i]) && !excluded_[blocks_[i].first]) ++sentences_[groups_[i]];
    }
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (sentences_[groups_[i]] < 2) weights_[i] *= kLoneWeight;
    }
  }

  // The element that says it is the body, where it holds much of the good text; else the root.
  std::uint32_t start(const Sums& sums) const {
    constexpr double kBodyShare = 0.3;
    const double all = sums.inside(page_[0], 0);
    for (std::uint32_t i = 1; i < page_.size(); ++i) {
      if (excluded_[i] || page_.attribute(page_[i], "itemprop") != "articleBody") continue;
      if (sums.inside(page_[i], i) >= kBodyShare * all) return i;
    }
    return 0;
  }

  std::uint32_t descend(const Sums& sums, std::uint32_t node) const {
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

  bool is_wanted(std::size_t index) const {
    const Block& block = blocks_[index];
    if (excluded_[block.first] || is_title(block) || block.heading == 1) return false;
    if (is_promotion(block.text)) return false;
    const auto group = sentences_.find(groups_[index]);
    const bool with_prose = group != sentences_.end() && group->second >= 2;
    return with_prose || block.link_density() < kLinkedDensity;
  }

  std::vector<std::size_t> select(const Sums& sums, std::uint32_t node) const {
    constexpr double kRestShare = 0.25;
    std::vector<std::size_t> selected;
    const std::size_t end = sums.first_block(page_[node].end);
    const double all = sums.inside(page_[node], node);
    double seen = 0;
    for (std::size_t i = sums.first_block(node); i < end; ++i) {
      seen += weights_[i];
      if (blocks_[i].heading > 0 && is_end_heading(blocks_[i].text)) {
        if (all - seen < kRestShare * all) break;
        continue;
      }
      if (is_wanted(i)) selected.push_back(i);
    }
    while (!selected.empty() && blocks_[selected.back()].heading > 0) selected.pop_back();
    return selected;
  }

  const Page& page_;
  const std::vector<Block>& blocks_;
  std::vector<std::string> title_;
  std::vector<double> weights_;                               // for each block
  std::vector<std::uint32_t> groups_;                         // for each block
  std::unordered_map<std::uint32_t, std::size_t> sentences_;  // of each group
  std::vector<bool> excluded_;                                // for each node
};

}  // namespace

Body find_body(const Page& page, const std::vector<Block>& blocks, std::string_view title,
               std::string_view /*claimed_body*/) {
  return Finder(page, blocks, title).run();
}

}  // namespace dateline::html
