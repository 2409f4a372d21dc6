#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/body/body.h"
#include "indexer/html/dom/dom.h"
#include "indexer/html/fields/claims.h"
#include "search/store/article/article.h"

namespace dateline::html {

// When a page's article was published and changed, and what told it.
struct ArticleDates {
  std::optional<Date> published;
  std::optional<Date> updated;
  std::string published_method;
  std::string updated_method;
};

// From the page's markup; else from what it shows; else from its address; else from the data of its
// scripts. Where the markup has the time in UTC, and the page shows the day before or after it, or
// has it in its address, that is the day: readers know it by this one. `html` is the page's
// source; of `article` the language, the title and the address are asked.
ArticleDates find_article_dates(std::string_view html, const Page& page,
                                const std::vector<Block>& blocks, const Body& body,
                                const std::vector<Claim>& claims, const Article& article);

}  // namespace dateline::html
