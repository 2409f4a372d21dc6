#pragma once

#include <array>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/sources/splitter.h"

namespace dateline {

// Names of the list in an object that is only the wrapper of a list of articles: JSON Feed has
// "items", search answers have "articles", ...
inline constexpr std::array<std::string_view, 17> kListNames = {
    "items", "articles", "results", "docs",    "documents", "stories", "data", "hits", "posts",
    "news",  "entries",  "records", "objects", "rows",      "edges",   "feed", "value"};

// Objects that such a list may lie in: {"response": {"docs": [...]}}.
inline constexpr std::array<std::string_view, 7> kWrapperNames = {
    "response", "result", "results", "data", "hits", "articles", "posts"};

// What such a wrapper says of all its articles: its title is their source.
Article feed_of_json(std::string_view json);

// Whether the object is an article by the names of its fields, a text among them.
bool is_article_of_json(std::string_view json, const FieldNames& own_names);

// Articles of one JSON value: an object is an article by the names of its fields; a list, an object
// around a list ("items", "articles", ...), a map of objects or a table is several.
std::vector<std::variant<RawArticle, SetAside>> parse_json(Record record);

}  // namespace dateline
