#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/html/dom/dom.h"
#include "indexer/html/dom/names.h"

namespace dateline::html {

// How surely an element's tag, role, class or id says that what is in it is not the article's text.
enum class Suspicion : std::uint8_t {
  none,
  weak,    // believed only where little of the page's text is inside ("author", "tags", aside)
  strong,  // believed unless the article is inside ("comments", nav, "newsletter")
  hidden   // not shown: display:none, hidden
};

struct Suspect {
  Suspicion suspicion = Suspicion::none;
  NameKind kind = NameKind::plain;  // what the name that says most says
  std::string_view name;            // that class or id; empty where it is not a name that says it
};

// What is to be thought of each node of a page. Their names are parts of the page.
std::vector<Suspect> suspects_of(const Page& page);

}  // namespace dateline::html
