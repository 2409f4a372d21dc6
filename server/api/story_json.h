#pragma once

#include <string>

#include "search/searcher.h"

// Stories and comparisons as JSON, as docs/rest-api.md describes it.
namespace dateline {

std::string to_json(const Story& story);
std::string to_json(const Comparison& comparison);

}  // namespace dateline
