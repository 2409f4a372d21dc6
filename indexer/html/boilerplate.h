#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/html/blocks.h"
#include "indexer/html/dom.h"

namespace dateline::html {

// How surely an element's tag, role, class or id says that what is in it is not the article's text.
enum class Suspicion : std::uint8_t {
  none,
  weak,    // believed only where little of the page's text is inside ("author", "tags", "aside")
  strong,  // believed unless the article is inside ("comments", nav, "newsletter")
  hidden   // not shown: display:none, hidden
};

Suspicion suspicion_of(const Page& page, const Node& node);

// Whether a line of its own is one that sites put between paragraphs: "Read more: ...", "Sign up
// for our newsletter", "Follow us on Twitter", "Advertisement". `link_density` is the share of the
// line that is links.
bool is_promotion(std::string_view line, double link_density);

// Whether a short line says who wrote an article or when: "By Ann Lee", "January 25, 2017",
// "Updated 2:44 pm, 25 January 2017".
bool is_credit_line(std::string_view line);

// Whether a heading opens something that is not the article: "Related stories", "Comments".
bool is_end_heading(std::string_view heading);

}  // namespace dateline::html
