#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The one article of a text file, all of it as its page showed it.
std::vector<std::variant<RawArticle, SetAside>> parse_text(Record record);

}  // namespace dateline
