#include "indexer/html/body/next_article.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "indexer/html/body/phrases.h"

namespace dateline::html {
namespace {

// Whether a date or a byline stands between a heading and the sentences behind it.
bool has_credit(const std::vector<Block>& blocks, std::size_t heading) {
  constexpr std::size_t kNear = 5;  // blocks
  const std::size_t end = std::min(blocks.size(), heading + kNear);
  for (std::size_t i = heading + 1; i < end && !is_sentence(blocks[i]); ++i) {
    const std::string& line = blocks[i].text;
    if (line.find("://") == std::string::npos && is_credit_line(line)) return true;
  }
  return false;
}

std::uint32_t article_around(const Page& page, std::uint32_t node) {
  while (node != 0 && page[node].tag != GUMBO_TAG_ARTICLE) node = page[node].parent;
  return node;
}

// Live reports have an <article> for each of many entries.
bool is_of_series(const Page& page, std::uint32_t article) {
  constexpr int kSeries = 3;
  const std::uint32_t parent = page[article].parent;
  int articles = 0;
  for (std::uint32_t i = parent + 1; i < page[parent].end; i = page[i].end) {
    if (page[i].tag == GUMBO_TAG_ARTICLE && ++articles == kSeries) return true;
  }
  return false;
}

}  // namespace

std::size_t end_of_next_article(const Page& page, const std::vector<Block>& blocks,
                                const Prose& prose, std::size_t index, std::size_t end) {
  constexpr std::size_t kBeforeTitle = 2;  // blocks: a kicker, a date
  const std::optional<std::size_t> title = prose.title_block();
  const Block& block = blocks[index];
  if (block.heading == 0 || !title || index <= *title) return index;
  const bool is_title_again = block.heading == 1 && blocks[*title].heading == 1;
  const std::uint32_t article = article_around(page, block.node);
  const bool opens_article = article != 0 && !prose.holds_title(article) &&
                             index - prose.first_block(article) <= kBeforeTitle &&
                             !is_of_series(page, article);
  if ((!is_title_again && !opens_article) || !has_credit(blocks, index)) return index;
  return is_title_again ? end : std::min(end, prose.first_block(page[article].end));
}

}  // namespace dateline::html
