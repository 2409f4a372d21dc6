#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/blocks.h"
#include "indexer/html/body.h"
#include "indexer/html/claims.h"
#include "indexer/html/dom.h"
#include "search/article.h"

namespace dateline::html {

// Every claim of the page's markup, the surer kinds first: JSON-LD, meta, microdata.
std::vector<Claim> collect_claims(const Page& page);

// The first claim's value; empty where there is none.
std::string first_value(const std::vector<Claim>& claims, Field field);

// Fills all fields of `article` that markup tells, each with its provenance.
void put_metadata(const Page& page, const std::vector<Block>& blocks,
                  const std::vector<Claim>& claims, std::string_view url, Article& article);

// Fills the dates that no markup tells: from a time element or a byline near the title, and last
// from `url`.
void put_shown_dates(const Page& page, const std::vector<Block>& blocks, const Body& body,
                     std::string_view url, Article& article);

}  // namespace dateline::html
