#include "indexer/html/prose.h"

#include "indexer/html/text.h"

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

Prose::Prose(const Page& page, const std::vector<Block>& blocks, const std::vector<bool>& confirmed,
             const std::vector<std::string>& title)
    : page_(page), blocks_(blocks), confirmed_(confirmed), first_block_(page.size() + 1) {
  std::size_t block = 0;
  for (std::uint32_t node = 0; node <= page.size(); ++node) {
    while (block < blocks.size() && blocks[block].first < node) ++block;
    first_block_[node] = block;
  }
  count_images();
  for (const Block& each : blocks) weights_.push_back(weight_of(each));
  sum_weights();
  find_title(title);
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
    if (blocks_[i].heading == 0 || words_of(blocks_[i].text) != title) continue;
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

// Boilerplate has little of the page's text. Only comments may have most of it: they are what the
// title does not stand with, while enough text is elsewhere.
bool Prose::is_believed(std::uint32_t node, Suspicion suspicion) const {
  const double all = inside(0);
  const double share = all > 0 ? inside(node) / all : 0;
  if (suspicion == Suspicion::weak) return share < kWeakShare;
  if (suspicion == Suspicion::hidden) return share < kStrongShare;
  if (holds_title(node)) return share < kWeakShare;
  return share < (title_block_ ? kCommentsShare : kStrongShare);
}

void Prose::exclude() {
  excluded_.assign(page_.size(), false);
  for (std::uint32_t i = 1; i < page_.size(); ++i) {
    excluded_[i] = excluded_[page_[i].parent];
    if (excluded_[i] || page_[i].is_text) continue;
    const Suspicion suspicion = suspicion_of(page_, i);
    excluded_[i] =
        is_other_article(i) || (suspicion != Suspicion::none && is_believed(i, suspicion));
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
    if (!stands_in_prose(i) && !confirmed_[i]) weights_[i] *= kLoneWeight;
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

bool Prose::holds_one_block(std::uint32_t node) const {
  return first_block_[page_[node].end] - first_block_[node] <= 1;
}

bool Prose::shows_image(std::uint32_t node) const {
  return images_[page_[node].end] > images_[node];
}

}  // namespace dateline::html
