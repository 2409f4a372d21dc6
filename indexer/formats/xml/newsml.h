#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The article of a NewsML-G2 <newsItem>, a NewsML 1 <NewsItem> or a <newsitem> of the Reuters
// corpora. An item that its agency withheld or cancelled is set aside.
std::vector<std::variant<RawArticle, SetAside>> parse_newsml(Record record);

}  // namespace dateline
