#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace dateline {

// A request as lines of the log name it.
struct LoggedRequest {
  std::string id;    // X-Request-Id of its answer
  std::string what;  // "GET /api/v1/search", with its query where the line is about that
};

// Says on stderr what went wrong with a request: one line of JSON, whatever the texts hold.
void log_failure(const LoggedRequest& request, std::string_view what);

// Says that an answer took long to make, likewise; `body` is what came with the request.
void log_slow(const LoggedRequest& request, std::string_view body, std::chrono::nanoseconds took);

// Says that nothing was found for a query, likewise.
void log_nothing_found(const LoggedRequest& request, std::string_view query);

// Says what the server did of which its operator should know, likewise.
void log_notice(std::string_view what);

// Says what became of the index that is served, likewise.
void log_index_state(std::string_view state);

}  // namespace dateline
