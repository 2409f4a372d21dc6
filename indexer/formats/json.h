#pragma once

#include <array>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/formats/splitter.h"

namespace dateline {

// Names of the list in an object that is only the wrapper of a list of articles: JSON Feed has
// "items", search answers have "articles", ...
inline constexpr std::array<std::string_view, 7> kListNames = {
    "items", "articles", "results", "docs", "documents", "stories", "data"};

// What such a wrapper says of all its articles: its title is their source.
Article feed_of_json(std::string_view json);

// Articles of one JSON value: an object is an article by the names of its fields; a list, or an
// object around a list ("items", "articles", ...), is several.
std::vector<std::variant<RawArticle, SetAside>> parse_json(Record record);

}  // namespace dateline
