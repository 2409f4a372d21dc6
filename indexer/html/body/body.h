#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/dom/dom.h"

namespace dateline::html {

struct BodyLine {
  std::string text;
  bool is_heading = false;
};

// A page's article.
struct Body {
  std::vector<BodyLine> lines;
  std::string method;  // "density", "json-ld", ...; empty where nothing was found
  std::optional<std::size_t> title_block;  // where the page shows the title
  std::size_t first_block = 0;             // where the article begins; 0 where it is not known
  std::size_t last_block = 0;              // where it ends; 0 likewise
  std::size_t sentences = 0;               // those of teasers and other cards left out
  std::size_t words = 0;                   // the same
};

// What is known of the article before its body is; each may be empty.
struct BodyHints {
  std::string_view title;
  std::string_view url;           // the page's own address
  std::string_view claimed_body;  // JSON-LD's articleBody
  std::string_view summary;       // what the page's markup says of the article
};

// Finds the article among the blocks of a page and leaves out what stands between its paragraphs
// but is not of it.
Body find_body(const Page& page, const std::vector<Block>& blocks, const BodyHints& hints);

}  // namespace dateline::html
