#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/blocks.h"
#include "indexer/html/dom.h"

namespace dateline::html {

// A page's article, as indices into its blocks.
struct Body {
  std::vector<std::size_t> blocks;  // in order, headings among them
  std::uint32_t node = 0;           // the element that holds them
  std::string method;               // "json-ld", "density"; empty where nothing was found
};

// Finds the article among the blocks of a page. `title` and `claimed_body` (JSON-LD's articleBody)
// are evidence and may be empty.
Body find_body(const Page& page, const std::vector<Block>& blocks, std::string_view title,
               std::string_view claimed_body);

}  // namespace dateline::html
