#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The article of a page. `record.known.url` is where the page came from, if that is known.
std::vector<std::variant<RawArticle, SetAside>> parse_html(Record record);

// The encoding that a page's <meta> names, or empty.
std::string_view html_declared_charset(std::string_view page);

}  // namespace dateline
