#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/blocks.h"
#include "indexer/html/dom.h"
#include "search/date.h"

namespace dateline::html {

struct ShownDate {
  Date date;
  std::string method;  // "time element", "byline"
};

struct ShownDates {
  std::optional<ShownDate> published;
  std::optional<ShownDate> updated;
};

// The dates that a page shows near its title, as time elements or as text: never those of other
// articles, of comments or of the article's sentences. `title` and `first` are the blocks of the
// title (none where it is not shown) and of the article's beginning.
ShownDates find_shown_dates(const Page& page, const std::vector<Block>& blocks,
                            std::optional<std::size_t> title, std::size_t first,
                            std::string_view language);

}  // namespace dateline::html
