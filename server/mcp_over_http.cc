#include "server/mcp_over_http.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "search/base/ascii.h"
#include "server/http/dispatcher.h"
#include "server/mcp.h"

namespace dateline {
namespace {

// A page of another site, open in a browser of this network, could ask as its user can.
bool is_of_another_site(const httplib::Request& request) {
  const std::string origin = ascii::lower(request.get_header_value(kOrigin));
  if (origin.empty()) return false;
  const std::string root = ascii::lower(request.get_header_value(kWebRoot));
  return !root.starts_with(origin) || (root.size() > origin.size() && root[origin.size()] != '/');
}

bool is_json(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return ascii::equals_ignoring_case(type, "application/json");
}

}  // namespace

Reply mcp_reply(Application& application, const httplib::Request& request) {
  if (is_of_another_site(request))
    return problem_reply({.status = 403, .detail = "a page of another site may not ask here"});
  if (!is_json(request.get_header_value(kBodyType)))
    return problem_reply({.status = 415, .detail = "the body must be application/json"});
  const std::string version = request.get_header_value(kMcpVersion);
  if (!version.empty() && !speaks_mcp(version)) {
    return problem_reply(
        {.status = 400, .detail = "MCP-Protocol-Version " + version + " is not spoken here"});
  }
  std::optional<std::string> answer = McpServer(application).answer(request.body);
  if (!answer) return {.status = 202};
  return {.body = std::move(*answer), .headers = {{"Cache-Control", "no-store"}}};
}

}  // namespace dateline
