#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/dom/dom.h"
#include "indexer/html/fields/claims.h"

namespace dateline::html {

// What <title> says; empty where the page has none.
std::string page_title(const Page& page);

// The article's title as readers see it, without the site's name, and where it was found. `sites`
// are names that the site is known by.
std::optional<Claim> choose_title(const Page& page, const std::vector<Block>& blocks,
                                  const std::vector<Claim>& claims,
                                  const std::vector<std::string>& sites);

// "Rates rise - The Paper" → "Rates rise", and "The Paper: Rates rise" too. A part goes where it is
// one of the site's names or names a part of the paper, or where what is left is what a heading
// says too.
std::string without_site(const std::string& title, const std::vector<std::string>& sites,
                         const std::vector<std::string>& headings);

// What a page's title has behind the article's: ("Rates rise - The Paper", "Rates rise") → "The
// Paper". Empty where it has nothing or begins otherwise.
std::string site_suffix(std::string_view whole, std::string_view title);

// What it has before it: ("The Paper: Rates rise", "Rates rise") → "The Paper".
std::string site_prefix(std::string_view whole, std::string_view title);

}  // namespace dateline::html
