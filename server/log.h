#pragma once

#include <string_view>

namespace dateline {

// Says on stderr what went wrong with a request ("GET /api/v1/search"): one line of JSON, whatever
// the texts hold.
void log_failure(std::string_view request, std::string_view what);

// Says what the server did of which its operator should know, likewise.
void log_notice(std::string_view what);

// Says what became of the index that is served, likewise.
void log_index_state(std::string_view state);

}  // namespace dateline
