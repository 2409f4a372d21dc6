#pragma once

#include <string>
#include <string_view>

#include "search/searcher.h"

namespace dateline {

// The page that says what an article made of another one.
std::string comparison_address(std::string_view id, std::string_view other, std::string_view query);

// The other article that the page of an article asks to compare with; empty: none.
std::string compared_on_page(std::string_view query_string);

// For browsers without JavaScript; with it, web/story.js replaces it.
std::string comparison_html(const Comparison& comparison, std::string_view query);

}  // namespace dateline
