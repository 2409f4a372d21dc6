#include "indexer/html/body/article_zone.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "search/base/ascii.h"

namespace dateline::html {

ArticleZone::ArticleZone(const Page& page, const std::vector<Block>& blocks, const Body& body)
    : page_(page), blocks_(blocks), first_(body.first_block), last_(body.last_block) {
  title_ = body.title_block && *body.title_block < first_ ? *body.title_block : first_;
  if (first_ < blocks.size()) held_.push_back(blocks[first_].first);
  if (body.title_block) held_.push_back(blocks[*body.title_block].first);
  foreign_.assign(page.size(), false);
  NameAnswers others(names_others);
  for (std::uint32_t i = 1; i < page.size(); ++i) {
    foreign_[i] = foreign_[page[i].parent] || is_foreign_root(i, others);
  }
}

std::size_t ArticleZone::head_end() const {
  constexpr std::size_t kLines = 3;  // a byline may stand among the article's first lines
  return std::min(blocks_.size(), std::max(first_, title_) + kLines);
}

std::uint32_t ArticleZone::node_of(std::size_t block) const {
  return block < blocks_.size() ? blocks_[block].first : page_.size();
}

bool ArticleZone::holds_article(std::uint32_t node) const {
  return std::any_of(held_.begin(), held_.end(),
                     [&](std::uint32_t held) { return node <= held && held < page_[node].end; });
}

bool ArticleZone::is_foreign_root(std::uint32_t node, NameAnswers& others) const {
  if (page_[node].is_text || holds_article(node)) return false;
  switch (page_[node].tag) {
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_NAV:
      return true;
    case GUMBO_TAG_FIGCAPTION:
      if (!is_captioned_byline(node)) return true;
      break;
    default:
      break;
  }
  return is_other_item(node) || any_class(page_, node, others);
}

// Some pages write a byline as the caption of the author's picture.
bool ArticleZone::is_captioned_byline(std::uint32_t node) const {
  for (std::uint32_t i = node; i < page_[node].end; ++i) {
    if (page_[i].tag == GUMBO_TAG_ADDRESS) return true;
  }
  return false;
}

// An item of microdata that is a work of its own: another article, a comment, a review.
bool ArticleZone::is_other_item(std::uint32_t node) const {
  if (!page_.has_attribute(page_[node], "itemscope")) return false;
  const std::string type = ascii::lower(page_.attribute(page_[node], "itemtype"));
  return type.ends_with("article") || type.ends_with("posting") || type.ends_with("comment") ||
         type.ends_with("creativework") || type.ends_with("review");
}

}  // namespace dateline::html
