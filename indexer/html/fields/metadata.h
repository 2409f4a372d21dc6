#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/body/body.h"
#include "indexer/html/dom/dom.h"
#include "indexer/html/fields/claims.h"
#include "search/store/article/article.h"

namespace dateline::html {

// Every claim of the page's markup, the surer kinds first: JSON-LD, meta, microdata.
std::vector<Claim> collect_claims(const Page& page);

// The first claim's value; empty where there is none.
std::string first_value(const std::vector<Claim>& claims, Field field);

// Fills all fields of `article` that markup tells, each with its provenance.
void put_metadata(const Page& page, const std::vector<Block>& blocks,
                  const std::vector<Claim>& claims, std::string_view url, Article& article);

// Fills the authors, from the claims and from what the page shows near the article.
void put_authors(std::string_view html, const Page& page, const std::vector<Block>& blocks,
                 const Body& body, const std::vector<Claim>& claims, Article& article);

// Fills the dates, from the claims, from what the page shows and from its source.
void put_dates(std::string_view html, const Page& page, const std::vector<Block>& blocks,
               const Body& body, const std::vector<Claim>& claims, Article& article);

}  // namespace dateline::html
