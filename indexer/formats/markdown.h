#pragma once

#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The article of a Markdown file, with its front matter: YAML between "---", TOML between "+++".
// Without a title there, a heading that opens the text is the title.
std::vector<std::variant<RawArticle, SetAside>> parse_markdown(Record record);

}  // namespace dateline
