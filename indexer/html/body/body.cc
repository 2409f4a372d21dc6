#include "indexer/html/body/body.h"

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "indexer/html/body/evidence.h"
#include "indexer/html/body/next_article.h"
#include "indexer/html/body/phrases.h"
#include "indexer/html/body/prose.h"
#include "indexer/html/body/standfirst.h"
#include "indexer/html/dom/links.h"
#include "indexer/html/dom/text.h"

namespace dateline::html {
namespace {

constexpr double kLinkedDensity = 0.5;  // above, a block is a link
constexpr std::size_t kSentencesTogether = 3;

// Where to look: in what the page marks as its article, or in all of it.
std::uint32_t start(const Prose& prose) {
  constexpr double kShare = 0.4;
  for (const std::uint32_t node : prose.marked()) {
    if (prose.inside(node) >= kShare * prose.inside(0)) return node;
  }
  return 0;
}

// The smallest element at or below `node` that holds nearly all of its running text, or the title
// and most of it.
std::uint32_t narrow(const Page& page, const Prose& prose, std::uint32_t node) {
  constexpr double kShare = 0.88;
  constexpr double kShareWithTitle = 0.6;
  const double all = prose.inside(node);
  while (all > 0) {
    std::uint32_t best = 0;
    for (std::uint32_t child = node + 1; child < page[node].end; child = page[child].end) {
      const bool is_container = is_block(page[child].tag) && page[child].tag != GUMBO_TAG_P;
      if (is_container && (best == 0 || prose.inside(child) > prose.inside(best))) best = child;
    }
    if (best == 0) break;
    const double share = prose.holds_title(best) ? kShareWithTitle : kShare;
    if (prose.inside(best) < share * all) break;
    node = best;
  }
  return node;
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
    std::size_t sentences = 0;
    const std::size_t end = prose_.first_block(page_[node].end);
    for (std::size_t i = first_block(node); i < end; ++i) {
      if (const std::size_t next = end_of_other_article(i, end, sentences); next > i) {
        i = next - 1;
      } else if (opens_foreign_part(i)) {
        const std::size_t part_end = end_of_foreign_part(i, node);
        if (part_end == end) break;
        i = part_end - 1;
      } else if (is_wanted(i)) {
        selected.push_back(i);
        sentences += is_sentence(blocks_[i]) ? 1 : 0;
      }
    }
    remove_teasers(selected);
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
    return (block.heading > 0 || is_label) &&
           (is_end_heading(block.text) || is_about_company(block.text));
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

  // The block behind another article that begins here, behind some sentences of this one.
  std::size_t end_of_other_article(std::size_t index, std::size_t end,
                                   std::size_t sentences) const {
    const bool may_begin = blocks_[index].heading > 0 && sentences >= kSentencesTogether;
    if (!may_begin || is_title(blocks_[index])) return index;
    return end_of_next_article(page_, blocks_, prose_, index, end);
  }

  bool is_title(const Block& block) const { return says_title(block, title_); }

  // A line that is one link: kept among paragraphs where it leads to another site, for such lines
  // are the article's own; those to the same site advertise other articles.
  bool is_link_to_another_article(std::size_t index) const {
    const Block& block = blocks_[index];
    if (block.link_density() <= kLinkedDensity) return false;
    if (!prose_.stands_in_prose(index)) return true;
    if (is_linked_paragraph(index)) return false;
    const GumboTag tag = page_[block.node].tag;
    const bool is_text = tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || block.heading > 0;
    return !is_text || is_same_site(page_.attribute(page_[block.link], "href"), url_);
  }

  // Some papers link whole paragraphs: a long sentence between two others is none of a list.
  bool is_linked_paragraph(std::size_t index) const {
    constexpr std::size_t kLongWords = 20;
    const Block& block = blocks_[index];
    return page_[block.node].tag == GUMBO_TAG_P && block.ends_sentence &&
           block.words >= kLongWords && index > 0 && index + 1 < blocks_.size() &&
           is_sentence(blocks_[index - 1]) && is_sentence(blocks_[index + 1]);
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
    const GumboTag tag = page_[block.node].tag;
    const bool is_line = block.heading == 0 && tag != GUMBO_TAG_LI && tag != GUMBO_TAG_TR;
    if (is_promotion(block.text, block.link_density())) return false;
    if (is_line && is_of_site(block.text)) return false;
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

  // Whether a sentence's box has a line that leads to another article: it is a teaser of that.
  bool is_teaser(std::size_t index) const {
    constexpr std::size_t kTitleWords = 3;
    if (blocks_[index].link_characters > 0 || !prose_.is_card(index)) return false;
    const std::uint32_t box = prose_.group(index);
    const std::size_t end = prose_.first_block(page_[box].end);
    for (std::size_t i = prose_.first_block(box); i < end; ++i) {
      const Block& block = blocks_[i];
      if (block.link_density() <= kLinkedDensity || block.words < kTitleWords) continue;
      if (is_same_site(page_.attribute(page_[block.link], "href"), url_)) return true;
    }
    return false;
  }

  // Leaves out teasers, unless the article is made of them.
  void remove_teasers(std::vector<std::size_t>& selected) const {
    constexpr std::size_t kEach = 3;  // one sentence in so many, at most
    std::size_t teasers = 0;
    std::size_t others = 0;
    for (const std::size_t i : selected) {
      if (is_sentence(blocks_[i])) ++(is_teaser(i) ? teasers : others);
    }
    if (teasers == 0 || others < kEach * teasers) return;
    std::erase_if(selected, [&](std::size_t i) { return is_sentence(blocks_[i]) && is_teaser(i); });
  }

  // Whether a sentence's box is one of a series that the article is made of, as slides are.
  bool is_of_series(std::size_t index, const std::vector<std::size_t>& selected) const {
    constexpr std::ptrdiff_t kSeries = 3;
    const Node& box = page_[prose_.group(index)];
    const std::string_view name = page_.attribute(box, "class");
    return std::count_if(selected.begin(), selected.end(), [&](std::size_t other) {
             const Node& node = page_[prose_.group(other)];
             return is_sentence(blocks_[other]) && !prose_.stands_in_prose(other) &&
                    node.tag == box.tag && page_.attribute(node, "class") == name;
           }) >= kSeries;
  }

  // Where the teasers begin, and one or two other cards, that follow an article which has its
  // sentences together.
  std::size_t first_card(const std::vector<std::size_t>& selected) const {
    constexpr std::size_t kMostCards = 2;
    std::size_t first = selected.size();
    std::size_t cards = 0;
    if (sentences_together(selected) < kSentencesTogether) return first;
    for (std::size_t i = selected.size(); i-- > 0;) {
      if (!is_sentence(blocks_[selected[i]])) continue;
      const bool is_part = !is_teaser(selected[i]) && is_of_series(selected[i], selected);
      if (!prose_.is_card(selected[i]) || is_part) break;
      first = i;
      if (!is_teaser(selected[i]) && ++cards == kMostCards) break;
    }
    return first;
  }

  // Leaves out what stands before the first sentence and is a date or a byline, and what follows
  // the last one and is not of the article: stray words, headings of nothing and cards.
  void trim(std::vector<std::size_t>& selected) const {
    const auto first = std::find_if(selected.begin(), selected.end(),
                                    [&](std::size_t i) { return is_sentence(blocks_[i]); });
    selected.erase(std::remove_if(selected.begin(), first,
                                  [&](std::size_t i) { return is_credit_line(blocks_[i].text); }),
                   first);
    selected.resize(first_card(selected));
    while (!selected.empty()) {
      const std::size_t last = selected.back();
      if (blocks_[last].heading == 0 && !is_stray(last)) break;
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

// Whether the claimed body should stand for the article: the page does not show most of it. Where
// the page shows a sentence at most, few words are enough.
bool is_better(const Evidence& evidence, const Body& body, std::size_t words_found) {
  constexpr std::size_t kFewestWords = 80;
  constexpr std::size_t kWordsOfASentence = 10;
  if (evidence.found >= 0.5) return false;
  if (body.sentences <= 1) {
    return evidence.words >= kWordsOfASentence && evidence.words > body.words;
  }
  return evidence.words >= kFewestWords && evidence.words > 2 * words_found;
}

// What one belief in names makes of a page.
struct Find {
  Body body;
  std::size_t words = 0;
  std::size_t sentences = 0;
  double running = 0;      // share of the page's running text
  bool is_marked = false;  // it stands in what the page marks as its article
};

Find find_with(const Page& page, const std::vector<Block>& blocks,
               const std::vector<Suspect>& suspects, const Evidence& evidence,
               const BodyHints& hints, Belief belief) {
  const Prose prose(page, blocks, suspects, evidence.confirmed, words_of(hints.title), belief);
  const std::uint32_t node = narrow(page, prose, start(prose));
  const std::vector<std::size_t> selected = Selector(page, blocks, prose, hints).run(node);
  Find find{.body = {.title_block = prose.title_block()}};
  std::size_t running = 0;
  if (find.body.title_block && !selected.empty()) {
    const std::optional<std::size_t> standfirst =
        find_standfirst(page, blocks, *find.body.title_block, selected.front(), hints.summary);
    if (standfirst) find.body.lines.push_back({blocks[*standfirst].text, false});
  }
  for (const std::size_t index : selected) {
    const Block& block = blocks[index];
    find.body.lines.push_back({block.text, block.heading > 0});
    find.words += block.words;
    if (!prose.is_card(index)) find.body.words += block.words;
    if (!is_sentence(block)) continue;
    ++find.sentences;
    running += block.characters;
    if (!prose.is_card(index)) ++find.body.sentences;
  }
  if (!selected.empty()) {
    find.body.first_block = selected.front();
    find.body.last_block = selected.back();
  }
  find.is_marked =
      std::any_of(prose.marked().begin(), prose.marked().end(),
                  [&](std::uint32_t marked) { return marked <= node && node < page[marked].end; });
  if (prose.before_exclusion() > 0) {
    find.running = static_cast<double>(running) / prose.before_exclusion();
  }
  return find;
}

// Whether what was found may well be the article, so that nothing else is tried.
bool is_enough(const Find& find) {
  constexpr double kShare = 0.3;
  constexpr std::size_t kSentences = 3;
  return find.running >= kShare && find.sentences >= kSentences;
}

// Whether a page read with less belief in names is better read: it has several times as much.
bool is_better_than(const Find& next, const Find& best) {
  constexpr std::size_t kTimes = 3;
  if (best.is_marked && !next.is_marked && best.sentences > 0) return false;
  return next.sentences >= kSentencesTogether && next.words >= kTimes * best.words;
}

struct Try {
  Belief belief;
  const char* method;
};

Find find_best(const Page& page, const std::vector<Block>& blocks, const Evidence& evidence,
               const BodyHints& hints) {
  constexpr Try kTries[] = {{Belief::names, "density"},
                            {Belief::strong_names, "density, weak names off"},
                            {Belief::short_parts, "density, names off"}};
  const std::vector<Suspect> suspects = suspects_of(page);
  Find best;
  for (const Try& each : kTries) {
    Find next = find_with(page, blocks, suspects, evidence, hints, each.belief);
    const bool is_first = each.belief == Belief::names;
    if (is_first || is_better_than(next, best)) {
      best = std::move(next);
      best.body.method = best.body.lines.empty() ? "" : each.method;
    }
    if (is_enough(best)) break;
  }
  return best;
}

}  // namespace

Body find_body(const Page& page, const std::vector<Block>& blocks, const BodyHints& hints) {
  const Evidence evidence = compare(blocks, hints.claimed_body);
  Find find = find_best(page, blocks, evidence, hints);
  Body body = std::move(find.body);
  if (!is_better(evidence, body, find.words)) return body;
  body.sentences = kSentencesTogether;
  body.method = "json-ld";
  body.lines.clear();
  for (std::string& paragraph : paragraphs_of(hints.claimed_body)) {
    body.lines.push_back({std::move(paragraph), false});
  }
  return body;
}

}  // namespace dateline::html
