#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The article of a DOCX or ODT document. Where the document's properties have no title, its text is
// all that its reader sees, title and all.
std::vector<std::variant<RawArticle, SetAside>> parse_office(Record record);

}  // namespace dateline
