#pragma once

#include <cstdint>

#include "indexer/html/dom.h"

namespace dateline::html {

// How surely an element's tag, role, class or id says that what is in it is not the article's text.
enum class Suspicion : std::uint8_t {
  none,
  weak,    // believed only where little of the page's text is inside ("author", "tags", aside)
  strong,  // believed unless the article is inside ("comments", nav, "newsletter")
  hidden   // not shown: display:none, hidden
};

Suspicion suspicion_of(const Page& page, std::uint32_t node);

}  // namespace dateline::html
