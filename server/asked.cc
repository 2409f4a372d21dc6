#include "server/asked.h"

#include "server/http/dispatcher.h"
#include "server/http/query_string.h"
#include "server/search_body.h"

namespace dateline {
namespace {

std::string with_those_of_body(std::string_view method, std::string_view target,
                               std::string_view body_type, std::string_view body) {
  const std::string_view parameters = query_string_of(target);
  if (method != "POST") return std::string(parameters);
  return with_body_parameters(parameters, body_type, body);
}

}  // namespace

std::string_view parameters_of(const httplib::Request& request) {
  return query_string_of(request.target);
}

TranslatedParameters translated_search_of(const httplib::Request& request) {
  return translated_parameters(with_those_of_body(
      request.method, request.target, request.get_header_value(kBodyType), request.body));
}

std::string search_parameters_of(const httplib::Request& request) {
  return translated_search_of(request).query_string;
}

std::string search_parameters_of(const HttpRequest& request) {
  return translated_parameters(with_those_of_body(request.head.method, request.head.target,
                                                  request.head.field("Content-Type"), request.body))
      .query_string;
}

// The front lets no path through that cannot be decoded.
std::string id_of(const httplib::Request& request) {
  return percent_decode(request.matches[1].str(), Plus::plus).value_or("");
}

}  // namespace dateline
