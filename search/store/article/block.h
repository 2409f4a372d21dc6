#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "search/store/article/article.h"

namespace dateline {

// A piece of an article's searched text, with its part in it. Words are near one another only
// within a block.
enum class BlockKind : std::uint8_t { title, summary, heading, paragraph };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::string_view text;
};

// The searched text in the order of reading: title, summary, then headings and paragraphs. The one
// order that stored records and token streams share.
std::vector<Block> blocks_of(const Article& article);

}  // namespace dateline
