#include "indexer/html/body.h"

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "indexer/html/evidence.h"
#include "indexer/html/links.h"
#include "indexer/html/phrases.h"
#include "indexer/html/prose.h"
#include "indexer/html/text.h"

namespace dateline::html {
namespace {

constexpr double kLinkedDensity = 0.5;  // above, a block is a link
constexpr std::size_t kSentencesTogether = 3;

bool declares_body(const Page& page, std::uint32_t node) {
  return page.attribute(page[node], "itemprop") == "articleBody";
}

bool is_main(const Page& page, std::uint32_t node) {
  return page[node].tag == GUMBO_TAG_MAIN || page.attribute(page[node], "role") == "main";
}

// The first element of a kind that holds at least this share of the running text; 0 where none
// does.
std::uint32_t find_part(const Page& page, const Prose& prose,
                        bool (*is_kind)(const Page&, std::uint32_t), double share) {
  for (std::uint32_t i = 1; i < page.size(); ++i) {
    if (!page[i].is_text && !prose.is_excluded_node(i) && is_kind(page, i) &&
        prose.inside(i) >= share * prose.inside(0)) {
      return i;
    }
  }
  return 0;
}

// Where to look: what says that it is the body, the article that the title stands in, the main
// part of the page, or all of it.
std::uint32_t start(const Page& page, const Prose& prose) {
  constexpr double kBodyShare = 0.3;
  constexpr double kPartShare = 0.5;
  if (const std::uint32_t body = find_part(page, prose, &declares_body, kBodyShare)) return body;
  const std::uint32_t article = prose.title_article();
  if (article != 0 && prose.inside(article) >= kPartShare * prose.inside(0)) return article;
  return find_part(page, prose, &is_main, kPartShare);
}

// The smallest element at or below `node` that holds nearly all of its running text.
std::uint32_t narrow(const Page& page, const Prose& prose, std::uint32_t node) {
  constexpr double kShare = 0.88;
  while (true) {
    std::uint32_t best = 0;
    for (std::uint32_t child = node + 1; child < page[node].end; child = page[child].end) {
      const bool is_container = is_block(page[child].tag) && page[child].tag != GUMBO_TAG_P;
      if (is_container && (best == 0 || prose.inside(child) > prose.inside(best))) best = child;
    }
    if (best == 0 || prose.inside(best) < kShare * prose.inside(node)) return node;
    if (prose.inside(best) <= 0) return node;
    node = best;
  }
}

// Chooses the lines of the article among the blocks of one element.
class Selector {
 public:
  Selector(const Page& page, const std::vector<Block>& blocks, const Prose& prose,
           const BodyHints& hints)
      : page_(page),
        blocks_(blocks),
        prose_(prose),
        url_(hints.url),
        title_(words_of(hints.title)) {}

  std::vector<std::size_t> run(std::uint32_t node) {
    std::vector<std::size_t> selected;
    const std::size_t end = prose_.first_block(page_[node].end);
    for (std::size_t i = first_block(node); i < end; ++i) {
      if (opens_foreign_part(i)) {
        const std::size_t part_end = end_of_foreign_part(i, node);
        if (part_end == end) break;
        i = part_end - 1;
      } else if (is_wanted(i)) {
        selected.push_back(i);
      }
    }
    trim(selected);
    return selected;
  }

 private:
  // The block behind the title where that stands inside with most of the text behind it.
  std::size_t first_block(std::uint32_t node) const {
    constexpr double kMost = 0.7;
    const std::size_t first = prose_.first_block(node);
    const std::optional<std::size_t> title = prose_.title_block();
    const bool is_inside = title && *title >= first && *title < prose_.first_block(page_[node].end);
    return is_inside && prose_.behind(*title, node) >= kMost * prose_.inside(node) ? *title + 1
                                                                                   : first;
  }

  bool opens_foreign_part(std::size_t index) const {
    constexpr std::size_t kLabelWords = 6;
    const Block& block = blocks_[index];
    const bool is_label = block.words <= kLabelWords && !block.ends_sentence &&
                          block.link_density() <= kLinkedDensity;
    return (block.heading > 0 || is_label) && is_end_heading(block.text);
  }

  // The block behind what a heading as "Related stories" opens: the box that it shares with them,
  // itself where it has a box of its own, and all the rest where it stands among the paragraphs
  // and little of the article is behind it.
  std::size_t end_of_foreign_part(std::size_t index, std::uint32_t node) const {
    constexpr double kBoxShare = 0.3;
    constexpr double kRestShare = 0.25;
    const std::uint32_t part = prose_.group(index);
    const double all = prose_.inside(node);
    if (part > node && prose_.inside(part) < kBoxShare * all) {
      return prose_.first_block(page_[part].end);
    }
    const bool stands_among = page_[blocks_[index].node].parent == part;
    const bool cuts = stands_among && prose_.behind(index, node) < kRestShare * all;
    return cuts ? prose_.first_block(page_[node].end) : index + 1;
  }

  bool is_title(const Block& block) const {
    return !title_.empty() && block.words <= title_.size() + 3 && words_of(block.text) == title_;
  }

  // A line that is one link: kept among paragraphs where it leads to another site, for such lines
  // are the article's own; those to the same site advertise other articles.
  bool is_link_to_another_article(std::size_t index) const {
    const Block& block = blocks_[index];
    if (block.link_density() <= kLinkedDensity) return false;
    if (!prose_.stands_in_prose(index)) return true;
    const GumboTag tag = page_[block.node].tag;
    const bool is_text = tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || block.heading > 0;
    return !is_text || is_same_site(page_.attribute(page_[block.link], "href"), url_);
  }

  // A short line in one element with an image.
  bool is_caption(std::size_t index) const {
    constexpr std::size_t kCaptionWords = 25;
    const Block& block = blocks_[index];
    if (block.heading > 0 || (block.ends_sentence && block.words > kCaptionWords)) return false;
    if (!prose_.holds_one_block(block.node)) return false;
    if (prose_.shows_image(block.node)) return !block.ends_sentence;
    std::uint32_t node = block.node;
    while (page_[node].parent != 0 && prose_.holds_one_block(page_[node].parent)) {
      node = page_[node].parent;
    }
    return node != block.node && prose_.shows_image(node);
  }

  bool is_wanted(std::size_t index) {
    const Block& block = blocks_[index];
    if (block.words == 0 || prose_.is_excluded(index) || is_title(block)) return false;
    if (is_promotion(block.text, block.link_density())) return false;
    if (is_link_to_another_article(index) || is_caption(index)) return false;
    return !is_repeated(block);
  }

  // Some pages show a text twice, for small and for large screens. Short ones may be said again.
  bool is_repeated(const Block& block) {
    constexpr std::size_t kLongWords = 60;
    const bool is_new = block.words < kLongWords || seen_.insert(block.text).second;
    const bool repeats_last = block.text == last_;
    last_ = block.text;
    return !is_new || repeats_last;
  }

  // A word or two outside of all running text: the label of a button, a count of visitors.
  bool is_stray(std::size_t index) const {
    constexpr std::size_t kMostWords = 3;
    const GumboTag tag = page_[blocks_[index].node].tag;
    return blocks_[index].words <= kMostWords && !prose_.stands_in_prose(index) &&
           tag != GUMBO_TAG_LI && tag != GUMBO_TAG_TR;
  }

  // Leaves out what stands before the first sentence and is a date or a byline, and what follows
  // the last one and is not of the article: stray words, headings of nothing and, where the article
  // has its sentences together, sentences that stand alone.
  void trim(std::vector<std::size_t>& selected) const {
    const auto first = std::find_if(selected.begin(), selected.end(),
                                    [&](std::size_t i) { return is_sentence(blocks_[i]); });
    selected.erase(std::remove_if(selected.begin(), first,
                                  [&](std::size_t i) { return is_credit_line(blocks_[i].text); }),
                   first);
    const bool stands_together = sentences_together(selected) >= kSentencesTogether;
    while (!selected.empty()) {
      const std::size_t last = selected.back();
      const bool is_detached =
          stands_together && is_sentence(blocks_[last]) && !prose_.stands_in_prose(last);
      if (blocks_[last].heading == 0 && !is_stray(last) && !is_detached) break;
      selected.pop_back();
    }
  }

  std::size_t sentences_together(const std::vector<std::size_t>& selected) const {
    return static_cast<std::size_t>(std::count_if(
        selected.begin(), selected.end(),
        [&](std::size_t i) { return is_sentence(blocks_[i]) && prose_.stands_in_prose(i); }));
  }

  const Page& page_;
  const std::vector<Block>& blocks_;
  const Prose& prose_;
  std::string_view url_;
  std::vector<std::string> title_;
  std::unordered_set<std::string> seen_;
  std::string_view last_;
};

// Whether the claimed body should stand for the article: the page does not show most of it.
bool is_better(const Evidence& evidence, std::size_t words_found) {
  constexpr std::size_t kFewestWords = 80;
  return evidence.words >= kFewestWords && evidence.found < 0.5 && evidence.words > 2 * words_found;
}

}  // namespace

Body find_body(const Page& page, const std::vector<Block>& blocks, const BodyHints& hints) {
  const Evidence evidence = compare(blocks, hints.claimed_body);
  const Prose prose(page, blocks, evidence.confirmed, words_of(hints.title));
  const std::uint32_t node = narrow(page, prose, start(page, prose));
  const std::vector<std::size_t> selected = Selector(page, blocks, prose, hints).run(node);
  Body body{.title_block = prose.title_block()};
  std::size_t words = 0;
  for (const std::size_t index : selected) {
    body.lines.push_back({blocks[index].text, blocks[index].heading > 0});
    words += blocks[index].words;
  }
  if (!selected.empty()) {
    body.method = "density";
    body.first_block = selected.front();
  }
  if (!is_better(evidence, words)) return body;
  body.method = "json-ld";
  body.lines.clear();
  for (std::string& paragraph : paragraphs_of(hints.claimed_body)) {
    body.lines.push_back({std::move(paragraph), false});
  }
  return body;
}

}  // namespace dateline::html
