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

// When a page shows that its article was written.
struct Credits {
  std::optional<Date> published;
  std::optional<Date> updated;
  std::string published_method;  // "time element", "byline"
  std::string updated_method;
};

// Reads what a page shows near its title, as time elements or lines of text: never what is said of
// other articles, in comments or in the article's sentences. `title` and `first` are the blocks of
// the title (none where it is not shown) and of the article's beginning.
Credits read_credits(const Page& page, const std::vector<Block>& blocks,
                     std::optional<std::size_t> title, std::size_t first,
                     std::string_view language);

}  // namespace dateline::html
