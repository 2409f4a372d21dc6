#include "server/api/addresses.h"

#include "server/api/parameters.h"
#include "server/http/query_string.h"

namespace dateline {

std::string page_address(const SearchRequest& request) { return "/?" + to_query_string(request); }

std::string article_address(std::string_view id, std::string_view query) {
  std::string address = "/article/";
  append_percent_encoded(address, id);
  std::string parameters;
  if (!query.empty()) append_parameter(parameters, "q", query);
  return parameters.empty() ? address : address + "?" + parameters;
}

bool may_be_linked(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

}  // namespace dateline
