#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/body/body.h"
#include "indexer/html/dom/dom.h"
#include "indexer/html/fields/author_list.h"
#include "indexer/html/fields/claims.h"

namespace dateline::html {

// The persons that the markup claims; else those that the page shows near the article, as links,
// elements or lines; else the organisation that the markup claims. `sites` are the names that the
// site is known by: a claim of one of them is no person's. What is claimed or shown in comments, in
// teasers and in other articles does not count.
Authors find_authors(const Page& page, const std::vector<Block>& blocks, const Body& body,
                     const std::vector<Claim>& claims, const std::vector<std::string>& sites);

// Whom the data of a page's scripts names as the author, where all of it names the same: the last
// resort. `html` is the page as it came.
Authors authors_in_scripts(std::string_view html);

}  // namespace dateline::html
