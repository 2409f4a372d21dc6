#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The article of a <page> of a MediaWiki dump, such as Wikinews'. Redirects, talk, templates and
// other pages that are no articles give none.
std::vector<std::variant<RawArticle, SetAside>> parse_wiki_page(Record record);

// The text of wikitext: without templates, tables, files and references, a link as its label.
std::string wikitext_text(std::string_view wikitext);

}  // namespace dateline
