#pragma once

#include <string>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/dom/dom.h"

namespace dateline::html {

// What a heading says as the title: without what stands inside of it beside the title (a kicker, a
// date, a subtitle, a sign for links, what is for screen readers only), and with a space where one
// element follows another. `names` are what the page is called elsewhere; where one of them is the
// heading without its first elements, it is the title.
std::string heading_text(const Page& page, const Block& heading,
                         const std::vector<std::string>& names);

}  // namespace dateline::html
