#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "indexer/formats/splitter.h"

namespace dateline {

// Articles of one JSON value: an object is an article by the names of its fields; a list, or an
// object around a list ("items", "articles", ...), is several.
std::vector<std::variant<RawArticle, SetAside>> parse_json(Record record);

}  // namespace dateline
