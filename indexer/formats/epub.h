#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The articles of an EPUB book: its chapters in the order in which they are read. The book is their
// source; its authors, date, language and subjects are theirs where they have none. Pages without a
// text, as a cover is, are none. A book that is damaged, or that cannot be read without a key, is
// set aside.
std::vector<std::variant<RawArticle, SetAside>> parse_epub(const Record& record);

}  // namespace dateline
