#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// Makes articles of a record: mostly one; several where the record is a list, such as a JSON Feed
// on one line; none where it is no article by design, such as a redirect of a wiki. All text that
// it returns is valid UTF-8 with LF line breaks and without control characters. Does not touch the
// file system; any number of threads may call it.
std::vector<std::variant<RawArticle, SetAside>> parse_record(Record record);

}  // namespace dateline
