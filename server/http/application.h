#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "server/http/problem.h"
#include "server/http/request_head.h"
#include "server/http/response.h"
#include "server/http/response_head.h"
#include "server/http/trusted_proxies.h"

namespace dateline {

// How much a request costs: `light` is answered at once, `search` takes one of the front's slots,
// and so does each part of an answer to `stream`, of which an address may have so many under way.
enum class Work { light, search, stream };

// What the front must know of an address before a request for it is complete.
struct RouteRules {
  std::string_view methods = "GET, HEAD";  // as the Allow field lists them
  std::uint64_t body_bytes = 0;            // that a request may carry
  Work work = Work::search;
  std::optional<Problem> refusal = std::nullopt;  // why this request is not taken, whatever follows
  std::string_view refusal_fields = "";  // header lines of that answer, each with its line end
};

// Whether such a list has the method.
inline bool lists_method(std::string_view methods, std::string_view method) {
  while (!methods.empty()) {
    const std::size_t comma = std::min(methods.find(", "), methods.size());
    if (methods.substr(0, comma) == method) return true;
    methods.remove_prefix(std::min(comma + 2, methods.size()));
  }
  return false;
}

// A complete, valid request, for as long as it is answered.
struct HttpRequest {
  const RequestHead& head;
  std::string_view body;
  const Client& client;
  std::string_view id;  // by which logs name it
  Afterwards afterwards = Afterwards::keep_alive;
};

// What the front serves. Its members are called by any number of threads at the same time.
class Application {
 public:
  virtual ~Application() = default;

  // By the head alone: its body may not have come yet, and does not come where it is refused.
  virtual RouteRules rules(const RequestHead& head) const = 0;

  // Must not throw. A rest that is not framed (to HTTP/1.0) ends with the connection.
  virtual Response respond(const HttpRequest& request) = 0;
};

}  // namespace dateline
