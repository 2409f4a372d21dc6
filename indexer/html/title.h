#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/html/blocks.h"
#include "indexer/html/claims.h"
#include "indexer/html/dom.h"

namespace dateline::html {

// What <title> says; empty where the page has none.
std::string page_title(const Page& page);

// The article's title as readers see it, without the site's name, and where it was found. `site` is
// the site's name where it is known.
std::optional<Claim> choose_title(const Page& page, const std::vector<Block>& blocks,
                                  const std::vector<Claim>& claims, const std::string& site);

// "Rates rise - The Paper" → "Rates rise". The last part goes where it is the site's name, or where
// what is left is what `headings` say too.
std::string without_site(const std::string& title, const std::string& site,
                         const std::vector<std::string>& headings);

}  // namespace dateline::html
