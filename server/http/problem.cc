#include "server/http/problem.h"

#include "server/http/json_text.h"

namespace dateline {

std::string to_json(const Problem& problem) {
  std::string json = R"({"type":"about:blank","title":)";
  append_json_string(json, reason_phrase(problem.status));
  json += R"(,"status":)" + std::to_string(problem.status) + R"(,"detail":)";
  append_json_string(json, problem.detail);
  if (!problem.parameter.empty()) {
    json += R"(,"parameter":)";
    append_json_string(json, problem.parameter);
  }
  return json + "}\n";
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 202:
      return "Accepted";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 421:
      return "Misdirected Request";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

}  // namespace dateline
