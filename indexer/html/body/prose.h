#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/body/suspicion.h"
#include "indexer/html/dom/dom.h"

namespace dateline::html {

// Whether a block reads as a sentence or more of running text.
bool is_sentence(const Block& block);

// Whether a block says a title, which is in words: a heading may have a kicker or a subtitle
// besides.
bool says_title(const Block& block, const std::vector<std::string>& title);

// Which elements are taken for boilerplate by what they are called.
enum class Belief : std::uint8_t {
  names,         // all whose names say so, while little of the text is inside
  strong_names,  // only those of a kind that is never the article's
  short_parts    // of these, only those with a sentence or two, and comments
};

// Where a page's running text is: how much of it each element holds, which blocks stand in
// boilerplate, and which stand together. Made once for a page; every question then takes constant
// time. Keeps references to the page and the blocks.
class Prose {
 public:
  // `confirmed` tells for each block whether the page's metadata has its text too; such a block is
  // the article's, wherever it stands. `title` is in words.
  Prose(const Page& page, const std::vector<Block>& blocks, const std::vector<Suspect>& suspects,
        const std::vector<bool>& confirmed, const std::vector<std::string>& title, Belief belief);

  // How much running text an element holds, in characters, the boilerplate's left out.
  double inside(std::uint32_t node) const;

  // How much running text stands behind a block in an element.
  double behind(std::size_t block, std::uint32_t node) const;

  // The same of a page whose boilerplate was not left out.
  double before_exclusion() const { return all_; }

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

  // What the page marks as its article, the surest first: all that it declares to be the body, the
  // <article> of the title, <main>.
  const std::vector<std::uint32_t>& marked() const { return marked_; }

  // Whether a block is a sentence that shares a small box with a link or an image, and with no
  // other sentence: the teaser of another article, or what is said of an author.
  bool is_card(std::size_t block) const;

  // Whether an element holds the article's title.
  bool holds_title(std::uint32_t node) const;

  // Whether an element holds at most one block.
  bool holds_one_block(std::uint32_t node) const;

  // Whether an element shows an image or a video.
  bool shows_image(std::uint32_t node) const;

 private:
  // Running text, as shares.
  struct Share {
    double page = 0;
    double anchor = 0;
  };

  void find_title(const std::vector<std::string>& title);
  bool is_other_article(std::uint32_t node) const;
  void find_marked();
  std::uint32_t declared_body() const;
  double share_of_anchor(std::uint32_t node) const;
  void sum_names();
  std::size_t sentences_in(std::uint32_t node) const;
  bool stands_among_sentences(std::uint32_t node) const;
  bool is_kept_back(std::uint32_t node, std::optional<std::size_t> last_shown) const;
  bool is_quotation(std::uint32_t node) const;
  bool is_name_believed(std::uint32_t node, const Suspect& suspect, double of_anchor) const;
  bool is_believed(std::uint32_t node, const Suspect& suspect,
                   std::optional<std::size_t> last_shown) const;
  bool is_beside_sentence(std::size_t block) const;
  void count_images();
  void count_sentences();
  void exclude();
  void group_blocks();
  void sum_weights();

  const Page& page_;
  const std::vector<Block>& blocks_;
  const std::vector<Suspect>& suspects_;
  const std::vector<bool>& confirmed_;
  Belief belief_;
  std::optional<std::size_t> title_block_;
  std::uint32_t title_article_ = 0;
  std::vector<std::uint32_t> marked_;
  std::uint32_t anchor_ = 0;  // the first of them; 0 where there is none
  double all_ = 0;
  std::vector<std::size_t> first_block_;       // for each node and the end
  std::vector<std::uint32_t> images_;          // for each node and the end: images before it
  std::vector<std::size_t> sentence_sums_;     // of sentences before each block and the end
  std::vector<std::size_t> hidden_sentences_;  // for each node: in its children that are not shown
  std::unordered_map<std::string_view, Share> names_;  // what is below each name
  std::vector<double> weights_;                        // for each block
  std::vector<double> sums_;                           // of weights before each block and the end
  std::vector<std::uint32_t> groups_;                  // for each block
  std::unordered_map<std::uint32_t, std::size_t> sentences_;  // of each group
  std::vector<bool> excluded_;                                // for each node
};

}  // namespace dateline::html
