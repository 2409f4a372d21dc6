#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The article of a PDF document, all of its text. The document is read by a program of its own,
// dateline-pdf-text beside this one, with limits on its memory and time: what a damaged or hostile
// file does to it, it does to it alone. Where Dateline was built without poppler, every PDF is set
// aside.
std::vector<std::variant<RawArticle, SetAside>> parse_pdf(Record record);

}  // namespace dateline
