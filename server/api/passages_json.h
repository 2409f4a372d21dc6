#pragma once

#include <string>
#include <string_view>

#include "search/passages.h"
#include "server/api/citation.h"
#include "server/api/json_writer.h"
#include "server/api/parameters.h"

namespace dateline {

// The body of /api/v1/passages; docs/rest-api.md describes it. `web_root` is what makes an address
// here one of the web.
std::string to_json(const PassageParameters& wanted, const PassageResult& result,
                    std::string_view web_root);

// Where an article can be read: where it came from if that is on the web, else its page here.
std::string reading_address(const Article& article, std::string_view web_root);

// {"plain": "…", "bibtex": "…", "csl": {…}}
void write_citation(JsonWriter& json, const Citation& citation);

}  // namespace dateline
