#include "indexer/html/body/prose.h"

#include <algorithm>
#include <cstddef>

#include "indexer/html/dom/text.h"

namespace dateline::html {
namespace {

constexpr std::size_t kSentenceWords = 10;  // fewer are a label or a line of a list
constexpr double kLinkedDensity = 0.5;      // above, a block is navigation
constexpr double kStrongShare = 0.5;        // of the page's running text, which no boilerplate has
constexpr double kWeakShare = 0.2;
constexpr double kArticleShare = 0.2;
constexpr double kCommentsShare = 0.8;
constexpr double kLoneWeight = 0.3;  // of a paragraph that stands alone: it may be a teaser
constexpr double kConfirmedWeight = 3;

// How much a block says that the article is here: its characters, if it reads as running text.
double weight_of(const Block& block) {
  if (block.heading > 0 || block.link_density() > kLinkedDensity) return 0;
  double weight = static_cast<double>(block.characters - block.link_characters);
  if (block.words < kSentenceWords) weight *= 0.2;
  if (!block.ends_sentence) weight *= 0.4;
  return weight;
}

bool is_image(GumboTag tag) {
  return tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_IFRAME ||
         tag == GUMBO_TAG_FIGURE || tag == GUMBO_TAG_EMBED || tag == GUMBO_TAG_OBJECT;
}

bool is_list_part(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_sentence(const Block& block) {
  return block.heading == 0 && block.words >= kSentenceWords && block.ends_sentence &&
         block.link_density() <= kLinkedDensity;
}

bool says_title(const Block& block, const std::vector<std::string>& title) {
  constexpr std::size_t kFewestWords = 3;
  constexpr std::size_t kMostBesides = 8;  // words
  if (title.empty() || block.words > title.size() + kMostBesides) return false;
  const std::vector<std::string> words = words_of(block.text);
  if (words == title) return true;
  if (block.heading == 0 || title.size() < kFewestWords) return false;
  std::string said;
  std::string wanted;
  for (const std::string& word : words) said += word;
  for (const std::string& word : title) wanted += word;
  return said.starts_with(wanted) || said.ends_with(wanted);
}

Prose::Prose(const Page& page, const std::vector<Block>& blocks,
             const std::vector<Suspect>& suspects, const std::vector<bool>& confirmed,
             const std::vector<std::string>& title, Belief belief)
    : page_(page),
      blocks_(blocks),
      suspects_(suspects),
      confirmed_(confirmed),
      belief_(belief),
      first_block_(page.size() + 1) {
  std::size_t block = 0;
  for (std::uint32_t node = 0; node <= page.size(); ++node) {
    while (block < blocks.size() && blocks[block].first < node) ++block;
    first_block_[node] = block;
  }
  count_images();
  count_sentences();
  for (const Block& each : blocks) weights_.push_back(weight_of(each));
  sum_weights();
  all_ = inside(0);
  find_title(title);
  find_marked();
  sum_names();
  exclude();
  group_blocks();
  sum_weights();
}

void Prose::count_images() {
  images_.resize(page_.size() + 1);
  for (std::uint32_t node = 0; node < page_.size(); ++node) {
    images_[node + 1] = images_[node] + (is_image(page_[node].tag) ? 1 : 0);
  }
}

void Prose::sum_weights() {
  sums_.assign(blocks_.size() + 1, 0);
  for (std::size_t i = 0; i < blocks_.size(); ++i) sums_[i + 1] = sums_[i] + weights_[i];
}

void Prose::find_title(const std::vector<std::string>& title) {
  constexpr double kMost = 0.5;
  if (title.empty()) return;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].heading == 0 || !says_title(blocks_[i], title)) continue;
    if (!title_block_ || behind(i, 0) >= kMost * inside(0)) title_block_ = i;
  }
  if (!title_block_) return;
  std::uint32_t node = blocks_[*title_block_].node;
  while (node != 0 && page_[node].tag != GUMBO_TAG_ARTICLE) node = page_[node].parent;
  title_article_ = node;
}

// Pages that go on with the next article when the first is read have several, side by side.
bool Prose::is_other_article(std::uint32_t node) const {
  return page_[node].tag == GUMBO_TAG_ARTICLE && title_article_ != 0 && !holds_title(node) &&
         (node < title_article_ || node >= page_[title_article_].end) &&
         inside(title_article_) >= kArticleShare * inside(0);
}

bool Prose::holds_title(std::uint32_t node) const {
  if (!title_block_) return false;
  const std::uint32_t title = blocks_[*title_block_].node;
  return node <= title && title < page_[node].end;
}

// All that the page declares to be the article's body, in one element: some declare each paragraph.
// Bodies of other articles, which have a scope of their own, do not count.
std::uint32_t Prose::declared_body() const {
  constexpr double kShare = 0.3;
  std::uint32_t body = 0;
  std::uint32_t scope = 0;
  for (std::uint32_t i = 1; i < page_.size(); ++i) {
    if (page_[i].is_text || page_.attribute(page_[i], "itemprop") != "articleBody") continue;
    const bool is_of_body = body != 0 && i < page_[scope].end;
    if (body != 0 && !is_of_body && (holds_title(scope) || inside(body) >= kShare * inside(0))) {
      continue;
    }
    if (!is_of_body) {
      scope = page_[i].parent;
      while (scope != 0 && page_[scope].tag != GUMBO_TAG_ARTICLE &&
             !page_.has_attribute(page_[scope], "itemscope")) {
        scope = page_[scope].parent;
      }
    }
    std::uint32_t both = is_of_body ? body : i;
    while (i >= page_[both].end) both = page_[both].parent;
    body = both;
  }
  return body;
}

void Prose::find_marked() {
  constexpr double kShare = 0.1;
  std::uint32_t main = 0;
  for (std::uint32_t i = 1; i < page_.size() && main == 0; ++i) {
    const bool is_main =
        page_[i].tag == GUMBO_TAG_MAIN || page_.attribute(page_[i], "role") == "main";
    if (is_main) main = i;
  }
  for (const std::uint32_t node : {declared_body(), title_article_, main}) {
    if (node != 0 && inside(node) >= kShare * inside(0)) marked_.push_back(node);
  }
  if (!marked_.empty()) anchor_ = marked_.front();
}

// How much of what the page marks as its article an element holds.
double Prose::share_of_anchor(std::uint32_t node) const {
  if (anchor_ == 0 || inside(anchor_) <= 0) return 0;
  if (node <= anchor_ && page_[anchor_].end <= page_[node].end) return 1;
  const bool is_inside = anchor_ < node && node < page_[anchor_].end;
  return is_inside ? inside(node) / inside(anchor_) : 0;
}

// Containers that stand side by side have one name: each has little of the text, together they may
// have it all.
void Prose::sum_names() {
  std::unordered_map<std::string_view, std::uint32_t> ends;
  for (std::uint32_t i = 1; i < page_.size(); ++i) {
    const std::string_view name = suspects_[i].name;
    if (name.empty()) continue;
    std::uint32_t& end = ends[name];
    if (i < end) continue;
    end = page_[i].end;
    Share& share = names_[name];
    share.page += all_ > 0 ? inside(i) / all_ : 0;
    share.anchor += share_of_anchor(i);
  }
}

void Prose::count_sentences() {
  sentence_sums_.assign(blocks_.size() + 1, 0);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    sentence_sums_[i + 1] = sentence_sums_[i] + (is_sentence(blocks_[i]) ? 1 : 0);
  }
  hidden_sentences_.assign(page_.size(), 0);
  for (std::uint32_t i = 1; i < page_.size(); ++i) {
    if (suspects_[i].suspicion != Suspicion::hidden) continue;
    hidden_sentences_[page_[i].parent] += sentences_in(i);
  }
}

std::size_t Prose::sentences_in(std::uint32_t node) const {
  return sentence_sums_[first_block_[page_[node].end]] - sentence_sums_[first_block_[node]];
}

// Whether an element is nothing but sentences and stands between two of its parent: such are
// paragraphs, whatever they are called. A heading with a weak name is one where a sentence of its
// parent follows.
bool Prose::stands_among_sentences(std::uint32_t node) const {
  const std::size_t first = first_block_[node];
  const std::size_t end = first_block_[page_[node].end];
  const std::uint32_t parent = page_[node].parent;
  const bool is_heading = end - first == 1 && blocks_[first].heading > 0 &&
                          blocks_[first].node == node &&
                          suspects_[node].suspicion == Suspicion::weak;
  const bool has_text_only = first < end && (is_heading || sentences_in(node) == end - first);
  if (!has_text_only || shows_image(node)) return false;
  for (std::size_t i = first; i < end; ++i) {
    if (blocks_[i].link_characters > 0) return false;
  }
  if (end >= first_block_[page_[parent].end] || !is_sentence(blocks_[end])) return false;
  return is_heading || (first > first_block_[parent] && is_sentence(blocks_[first - 1]));
}

// Whether an element that is not shown is a part of the article that a click brings up, as behind
// "read on": sentences, more than one, behind others of its parent that are shown. `last_shown` is
// the last sentence shown before it.
bool Prose::is_kept_back(std::uint32_t node, std::optional<std::size_t> last_shown) const {
  const std::uint32_t parent = page_[node].parent;
  if (!last_shown || *last_shown < first_block_[parent]) return false;
  if (suspects_[node].kind >= NameKind::foreign || sentences_in(node) == 0) return false;
  for (std::uint32_t i = node; i < page_[node].end; ++i) {
    const GumboTag tag = page_[i].tag;
    if (tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_INPUT || tag == GUMBO_TAG_BUTTON) return false;
  }
  return sentences_in(node) > 1 || hidden_sentences_[parent] > 1;
}

// Whether all that an element shows is a quotation, as an embedded post is.
bool Prose::is_quotation(std::uint32_t node) const {
  if (sentences_in(node) == 0) return false;
  std::uint32_t quote = blocks_[first_block_[node]].node;
  while (quote > node && page_[quote].tag != GUMBO_TAG_BLOCKQUOTE) quote = page_[quote].parent;
  return quote >= node && page_[quote].tag == GUMBO_TAG_BLOCKQUOTE &&
         first_block_[page_[quote].end] == first_block_[page_[node].end];
}

bool Prose::is_name_believed(std::uint32_t node, const Suspect& suspect, double of_anchor) const {
  constexpr double kMost = 0.5;
  constexpr std::size_t kFew = 2;
  if (belief_ == Belief::short_parts && suspect.kind != NameKind::comments) {
    return suspect.suspicion == Suspicion::strong && sentences_in(node) <= kFew;
  }
  if (belief_ != Belief::names && suspect.suspicion == Suspicion::weak) return false;
  if (holds_title(node)) return false;
  if (suspect.kind == NameKind::comments) return true;
  return of_anchor < kMost && (suspect.kind == NameKind::aside || !stands_among_sentences(node));
}

// Boilerplate has little of the page's text. Only comments may have most of it: they are what the
// title does not stand with, while enough text is elsewhere.
bool Prose::is_believed(std::uint32_t node, const Suspect& suspect,
                        std::optional<std::size_t> last_shown) const {
  Share share{.page = all_ > 0 ? inside(node) / all_ : 0, .anchor = share_of_anchor(node)};
  if (suspect.suspicion == Suspicion::hidden) {
    return share.page < kStrongShare && !is_kept_back(node, last_shown);
  }
  if (suspect.kind != NameKind::comments && is_quotation(node)) return false;
  if (!suspect.name.empty()) {
    if (suspect.kind != NameKind::aside) share = names_.at(suspect.name);
    if (!is_name_believed(node, suspect, share.anchor)) return false;
  }
  if (suspect.suspicion == Suspicion::weak) return share.page < kWeakShare;
  if (holds_title(node)) return share.page < kWeakShare;
  return share.page < (title_block_ ? kCommentsShare : kStrongShare);
}

void Prose::exclude() {
  excluded_.assign(page_.size(), false);
  std::size_t next = 0;  // block, of which it is not yet known whether it is shown
  std::optional<std::size_t> last_shown;
  for (std::uint32_t i = 1; i < page_.size(); ++i) {
    for (; next < blocks_.size() && blocks_[next].first < i; ++next) {
      if (is_sentence(blocks_[next]) && !is_excluded(next)) last_shown = next;
    }
    excluded_[i] = excluded_[page_[i].parent];
    if (excluded_[i] || page_[i].is_text) continue;
    const Suspect& suspect = suspects_[i];
    excluded_[i] = is_other_article(i) ||
                   (suspect.suspicion != Suspicion::none && is_believed(i, suspect, last_shown));
  }
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (confirmed_[i]) {
      excluded_[blocks_[i].first] = false;
      weights_[i] *= kConfirmedWeight;
    } else if (is_excluded(i)) {
      weights_[i] = 0;
    }
  }
}

void Prose::group_blocks() {
  groups_.resize(blocks_.size());
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    std::uint32_t node = blocks_[i].node;
    // An item stands with what is around its list; what is an element inside of an item does not.
    while (is_list_part(page_[node].tag)) node = page_[node].parent;
    while (node != 0 && holds_one_block(node)) node = page_[node].parent;
    groups_[i] = node;
    if (is_sentence(blocks_[i]) && !is_excluded(i)) ++sentences_[node];
  }
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (!stands_in_prose(i) && !is_beside_sentence(i) && !confirmed_[i]) weights_[i] *= kLoneWeight;
  }
}

double Prose::inside(std::uint32_t node) const {
  return sums_[first_block_[page_[node].end]] - sums_[first_block_[node]];
}

double Prose::behind(std::size_t block, std::uint32_t node) const {
  return sums_[first_block_[page_[node].end]] - sums_[block + 1];
}

bool Prose::stands_in_prose(std::size_t block) const {
  const auto found = sentences_.find(groups_[block]);
  return found != sentences_.end() && found->second >= 2;
}

// Whether a paragraph that has an element to itself, and no links, stands beside another that has
// one too or shares it with more: not far from each other in the tree.
bool Prose::is_beside_sentence(std::size_t block) const {
  if (blocks_[block].link_characters > 0) return false;
  const auto is_near = [&](std::size_t other) {
    constexpr int kMostLevels = 3;
    if (!is_sentence(blocks_[other]) || is_excluded(other)) return false;
    std::uint32_t node = blocks_[other].node;
    for (int i = 0; i < kMostLevels && node != groups_[block]; ++i) node = page_[node].parent;
    return node == groups_[block];
  };
  return (block > 0 && is_near(block - 1)) || (block + 1 < blocks_.size() && is_near(block + 1));
}

bool Prose::is_card(std::size_t block) const {
  constexpr std::size_t kMostBlocks = 5;
  if (stands_in_prose(block) || is_beside_sentence(block)) return false;
  const std::uint32_t box = groups_[block];
  const std::size_t first = first_block_[box];
  const std::size_t end = first_block_[page_[box].end];
  if (end - first > kMostBlocks) return blocks_[block].link_characters > 0;
  std::uint32_t quote = blocks_[block].node;
  while (quote != 0 && page_[quote].tag != GUMBO_TAG_BLOCKQUOTE) quote = page_[quote].parent;
  if (quote != 0) return false;
  return shows_image(box) ||
         std::any_of(blocks_.begin() + static_cast<std::ptrdiff_t>(first),
                     blocks_.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Block& each) { return each.link_characters > 0; });
}

bool Prose::holds_one_block(std::uint32_t node) const {
  return first_block_[page_[node].end] - first_block_[node] <= 1;
}

bool Prose::shows_image(std::uint32_t node) const {
  return images_[page_[node].end] > images_[node];
}

}  // namespace dateline::html
