#pragma once

#include <string>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/fields/claims.h"

namespace dateline::html {

// The language of a page's text, as a code, and what told it.
struct PageLanguage {
  std::string code;
  std::string method;
};

// What <html lang> says, or else the first other claim that is a language. Where claims differ, or
// a long text is surely in a language far from all of them, the text decides. Empty where nothing
// tells.
PageLanguage page_language(const std::vector<Claim>& claims, const std::vector<Block>& blocks);

}  // namespace dateline::html
