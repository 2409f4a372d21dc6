#include "server/asked.h"

#include "server/http/dispatcher.h"
#include "server/http/query_string.h"
#include "server/search_body.h"

namespace dateline {

std::string_view parameters_of(const httplib::Request& request) {
  return query_string_of(request.target);
}

std::string search_parameters_of(const httplib::Request& request) {
  if (request.method != "POST") return std::string(parameters_of(request));
  return with_body_parameters(parameters_of(request), request.get_header_value(kBodyType),
                              request.body);
}

// The front lets no path through that cannot be decoded.
std::string id_of(const httplib::Request& request) {
  return percent_decode(request.matches[1].str(), Plus::plus).value_or("");
}

}  // namespace dateline
