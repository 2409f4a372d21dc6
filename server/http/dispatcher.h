#pragma once

#include <string>
#include <string_view>

#include <httplib.h>

#include "server/http/application.h"

namespace dateline {

// Header fields that handlers find in a request's headers, as cpp-httplib has them. No other field
// of the peer gets there. Accept-Encoding and Content-Type have other names, since the library
// would compress by itself what it finds asked for under its own, and read forms itself; the first
// and the id are ours, and no peer can set them.
inline constexpr char kWebRoot[] = "Dateline-Web-Root";  // see web_root() in server/http/mount.h
inline constexpr char kIfNoneMatch[] = "If-None-Match";
inline constexpr char kAcceptedCodings[] = "Dateline-Accepted-Codings";
inline constexpr char kRequestId[] = "Dateline-Request-Id";
inline constexpr char kBodyType[] = "Dateline-Body-Type";
inline constexpr char kOrigin[] = "Origin";
inline constexpr char kMcpVersion[] = "MCP-Protocol-Version";
inline constexpr char kPreview[] = "Dateline-Preview";  // of a query that is still being typed

// cpp-httplib's routing without its sockets and its parser: register handlers with Get(), then
// respond() runs them. In a handler, request.path is the path and request.target path and query,
// both still percent-encoded.
class Dispatcher : public httplib::Server {
 public:
  // Any number of threads may call it once all handlers are registered.
  Response respond(const HttpRequest& request, const std::string& web_root);
};

}  // namespace dateline
