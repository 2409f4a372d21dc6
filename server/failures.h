#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

#include <httplib.h>

#include "server/http/application.h"
#include "server/http/reply.h"
#include "server/service/log.h"

// The only place where the errors of a request become statuses: InputError 400, GoneError 410,
// IndexError and BehindError 503, anything else 500 and a line in the log.
namespace dateline {

// What was asked for was there, and is no longer: 410.
struct GoneError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What was asked for is not here yet, and will be: 503 with Retry-After, which a proxy takes for a
// reason to ask another replica, and client libraries for one to ask again.
struct BehindError : std::runtime_error {
  BehindError(std::string name, const std::string& what)
      : std::runtime_error(what), parameter(std::move(name)) {}

  std::string parameter;
};

// A request as the log names it: without what was searched for.
LoggedRequest logged(const httplib::Request& request);
LoggedRequest logged(const HttpRequest& request);

// What went wrong with a request.
Problem problem_of(const LoggedRequest& request, std::exception_ptr error);

// What `answer` returns, or the problem that it throws.
template <typename Answer>
Reply guarded(const httplib::Request& request, const Answer& answer) {
  try {
    return answer();
  } catch (...) {
    return problem_reply(problem_of(logged(request), std::current_exception()));
  }
}

}  // namespace dateline
