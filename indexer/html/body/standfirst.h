#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/dom/dom.h"

namespace dateline::html {

// The block between the title and the article's first paragraph that sums the article up, which is
// a part of its text. It is known by its name ("standfirst", "dek"), or by `summary`, what the
// page's markup says of the article. None where the page shows none.
std::optional<std::size_t> find_standfirst(const Page& page, const std::vector<Block>& blocks,
                                           std::size_t title, std::size_t first,
                                           std::string_view summary);

}  // namespace dateline::html
