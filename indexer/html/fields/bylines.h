#pragma once

#include <string>
#include <vector>

#include "indexer/html/body/article_zone.h"
#include "indexer/html/body/blocks.h"
#include "indexer/html/dom/dom.h"
#include "indexer/html/fields/author_list.h"

namespace dateline::html {

// The persons that a page shows as its article's authors: between the title and the first lines,
// else above the title, else behind the article. Links to authors and elements called after them
// are read, lines with a label, and lines of a name and a date; of several kinds the one that
// leaves none of the others' names out. `sites`, as squeeze_name() makes them, are nobody.
Authors shown_authors(const Page& page, const std::vector<Block>& blocks, const ArticleZone& zone,
                      const std::vector<std::string>& sites);

}  // namespace dateline::html
