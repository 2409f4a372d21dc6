#pragma once

#include <cstdint>

#include <httplib.h>

#include "server/http/application.h"
#include "server/http/reply.h"

namespace dateline {

inline constexpr std::uint64_t kMaxMcpBodyBytes = std::uint64_t{64} * 1024;

// What POST /mcp answers: the Model Context Protocol over HTTP, in its "streamable" form, of which
// a server that has nothing to say by itself needs the plain part only: one message in the body,
// its answer as JSON, or 202 where there is none. No session is kept. The tools are those of
// McpServer.
Reply mcp_reply(Application& application, const httplib::Request& request);

}  // namespace dateline
