#include "search/store/article/block.h"

namespace dateline {

std::vector<Block> blocks_of(const Article& article) {
  std::vector<Block> blocks;
  blocks.reserve(2 + article.headings.size() + article.paragraphs.size());
  if (!article.title.empty()) blocks.push_back({BlockKind::title, article.title});
  if (!article.summary.empty()) blocks.push_back({BlockKind::summary, article.summary});
  auto heading = article.headings.begin();
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    for (; heading != article.headings.end() && heading->before <= i; ++heading) {
      blocks.push_back({BlockKind::heading, heading->text});
    }
    blocks.push_back({BlockKind::paragraph, article.paragraphs[i]});
  }
  for (; heading != article.headings.end(); ++heading)
    blocks.push_back({BlockKind::heading, heading->text});
  return blocks;
}

}  // namespace dateline
