#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/body/blocks.h"

namespace dateline::html {

// What JSON-LD's articleBody says of the page's blocks.
struct Evidence {
  std::vector<bool> confirmed;  // for each block: the claimed body has its text too
  double found = 0;             // share of the claimed body that stands in some block
  std::size_t words = 0;        // of the claimed body
};

// Compares by runs of four words, so that markup and white space lost on the way do not matter.
Evidence compare(const std::vector<Block>& blocks, std::string_view claimed_body);

// The claimed body in paragraphs, as its line breaks and tags have them; runs of text without any
// are one.
std::vector<std::string> paragraphs_of(std::string_view claimed_body);

}  // namespace dateline::html
