#pragma once

#include <cstddef>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/body/prose.h"
#include "indexer/html/dom/dom.h"

namespace dateline::html {

// Pages that readers scroll without end go on with other articles, each with a title and a byline
// of its own. The block behind one that begins at `index`, behind the article's own sentences and
// before `end`; `index` itself where none begins. The entries of a live report are the article's.
std::size_t end_of_next_article(const Page& page, const std::vector<Block>& blocks,
                                const Prose& prose, std::size_t index, std::size_t end);

}  // namespace dateline::html
