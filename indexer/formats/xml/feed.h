#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The article of one <item> of RSS or <entry> of Atom. Where the feed has no full text, the
// description is the text.
std::vector<std::variant<RawArticle, SetAside>> parse_feed_entry(Record record);

}  // namespace dateline
