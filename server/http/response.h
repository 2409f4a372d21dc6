#pragma once

#include <memory>
#include <optional>
#include <string>

namespace dateline {

// What follows of a response that is too long to be made at once. Belongs to one thread at a time.
class ResponseRest {
 public:
  virtual ~ResponseRest() = default;

  // The next part, as it is sent; empty: that was all. None where it cannot go on: the connection
  // is closed then, so that the peer sees that something is missing. Must not throw.
  virtual std::optional<std::string> next() = 0;
};

// Head and body, or the beginning of the body and its rest.
struct Response {
  std::string bytes;
  std::unique_ptr<ResponseRest> rest = nullptr;
  int status = 200;  // as the head says it
};

}  // namespace dateline
