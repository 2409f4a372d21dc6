#pragma once

#include <string>

#include "search/store/article/article.h"

namespace dateline {

// The article as one line of JSON, with the names of the REST interface (docs/rest-api.md): what
// --dry-run prints.
std::string to_json_line(const Article& article);

}  // namespace dateline
