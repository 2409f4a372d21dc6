#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"
#include "search/store/article/article.h"

namespace dateline {

// A record's articles, parsed and extracted, each or the reason why it is not one. Any number of
// threads may call it.
std::vector<std::variant<Article, SetAside>> extract_record(Record record);

}  // namespace dateline
