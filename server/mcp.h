#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/application.h"

namespace dateline {

// Whether it is a revision of the protocol that is spoken here: "2025-06-18".
bool speaks_mcp(std::string_view version);

// The Model Context Protocol: the archive as tools for language models (search, get_article,
// passages, facets, timeline), which only read. Messages are JSON-RPC 2.0, one a line. Each tool is
// an address of the REST interface, so what it takes, refuses and answers is the same;
// docs/mcp.md is the manual. Belongs to one thread.
class McpServer {
 public:
  // The application must outlive it.
  explicit McpServer(Application& application) : application_(application) {}

  // The answer to one message, on one line; none to a notification.
  std::optional<std::string> answer(std::string_view message);

  // Answers all messages of `in` until it ends.
  void serve(std::istream& in, std::ostream& out);

 private:
  Application& application_;
};

}  // namespace dateline
