#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

// The field by which an answer tells its request's id, and by which trusted proxies tell theirs.
inline constexpr std::string_view kRequestIdField = "X-Request-Id";

// Names for requests, by which what a client was answered is found in the logs. They rise from a
// random number, so that those of two servers, or of two runs of one, are not the same. May be used
// by any number of threads.
class RequestIds {
 public:
  RequestIds();

  std::string next();  // "9f86d081884c7d65"

 private:
  std::atomic<std::uint64_t> last_;
};

// Whether a name that comes from outside can be one: 1 to 64 letters, digits, and -_.+/=:, which
// can neither end a header nor a line of a log.
bool is_request_id(std::string_view text);

// "HTTP/1.1 200 OK\r\n" + the field + the rest.
std::string with_request_id(std::string response, std::string_view id);

}  // namespace dateline
