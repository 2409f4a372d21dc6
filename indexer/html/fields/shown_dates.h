#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/dom/dom.h"
#include "search/base/date.h"

namespace dateline::html {

// When a page shows that its article was published and changed.
struct ShownDates {
  std::optional<Date> published;
  std::optional<Date> updated;
  std::string published_method;  // "time element", "byline"
  std::string updated_method;
  std::optional<Date> day;  // of publication as readers see it, in words and not in attributes
};

// Which blocks of a page to look at.
struct ShownWhere {
  std::optional<std::size_t> title;  // none where it is not shown
  std::size_t first = 0;
  std::size_t last = 0;  // of the article
};

// Reads what a page shows near its title, and directly under the article, as time elements, as
// elements that are called after a date, or as lines of text: never what is said of other articles
// or of pictures, in comments, in the site's footer or in the article's sentences.
ShownDates read_shown_dates(const Page& page, const std::vector<Block>& blocks, ShownWhere where,
                            std::string_view locale);

}  // namespace dateline::html
