#include "server/failures.h"

#include <filesystem>
#include <string>

#include "search/base/error.h"
#include "server/api/parameters.h"
#include "server/http/dispatcher.h"
#include "server/received_articles.h"

namespace dateline {

LoggedRequest logged(const httplib::Request& request) {
  return {request.get_header_value(kRequestId), request.method + " " + request.path};
}

LoggedRequest logged(const HttpRequest& request) {
  return {std::string(request.id),
          std::string(request.head.method) + " " + std::string(request.head.path())};
}

Problem problem_of(const LoggedRequest& request, std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const BodyError& wrong) {
    return {.status = 400, .detail = wrong.what()};
  } catch (const ParameterError& wrong) {
    return {.status = 400, .detail = wrong.what(), .parameter = wrong.parameter};
  } catch (const InputError& wrong) {  // all but the query is checked before a searcher sees it
    return {.status = 400, .detail = wrong.what(), .parameter = "q"};
  } catch (const GoneError& gone) {
    return {.status = 410, .detail = gone.what(), .parameter = "cursor"};
  } catch (const BehindError& behind) {
    return {
        .status = 503, .detail = behind.what(), .parameter = behind.parameter, .retry_after_s = 1};
  } catch (const IndexError& wrong) {
    return {.status = 503, .detail = wrong.what()};
  } catch (const std::filesystem::filesystem_error& wrong) {
    log_failure(request, wrong.what());
    return {.status = 503,
            .detail =
                "this could not be written down, and nothing was done: " + wrong.code().message()};
  } catch (const std::exception& wrong) {
    log_failure(request, wrong.what());
    return {.status = 500, .detail = "the server made a mistake, which is in its log"};
  }
}

}  // namespace dateline
