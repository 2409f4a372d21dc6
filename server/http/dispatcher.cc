#include "server/http/dispatcher.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <ctime>
#include <functional>
#include <type_traits>
#include <utility>

namespace dateline {
namespace {

// The handlers' patterns are std::regex, which recurses for each character; a longer path than any
// address here can have is not shown to them.
constexpr std::size_t kMaxPathBytes = 512;

// Never has to wait. Older versions of cpp-httplib ask so by is_writable(), newer ones by the
// others: in each, some of these override nothing, so none can say `override`.
// NOLINTBEGIN(modernize-use-override)
class ReadyStream : public httplib::Stream {
 public:
  bool is_readable() const { return true; }
  bool is_writable() const { return true; }
  bool wait_readable() const { return true; }
  bool wait_writable() const { return true; }
  std::time_t duration() const { return 0; }
};
// NOLINTEND(modernize-use-override)

// The two ends of one exchange, in memory. Only the method is replayed: all else that a handler may
// see is set in the request directly, without a second parser.
class MemoryStream : public ReadyStream {
 public:
  explicit MemoryStream(std::string_view method) : input_(method) {
    input_ += " / HTTP/1.1\r\n\r\n";
  }

  ssize_t read(char* into, std::size_t size) override {
    const std::size_t bytes = std::min(size, input_.size() - read_);
    std::memcpy(into, input_.data() + read_, bytes);
    read_ += bytes;
    return static_cast<ssize_t>(bytes);
  }

  ssize_t write(const char* from, std::size_t size) override {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }

  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return 0; }

  std::string take_output() { return std::move(output_); }

 private:
  std::string input_;
  std::size_t read_ = 0;
  std::string output_;
};

using SetUp = std::function<void(httplib::Request&)>;

// Has the library answer what is in the stream. `process` is its Server::process_request, whose
// parameters differ between versions: which it takes is seen from its type.
template <typename Process>
void process_stream(httplib::Server& server, Process process, httplib::Stream& stream, bool close,
                    const SetUp& set_up) {
  using httplib::Stream;
  constexpr bool kBare =
      std::is_invocable_v<Process, httplib::Server&, Stream&, bool, bool&, const SetUp&>;
  constexpr bool kWithAddresses =
      std::is_invocable_v<Process, httplib::Server&, Stream&, const std::string&, int,
                          const std::string&, int, bool, bool&, const SetUp&>;
  constexpr bool kWithWebSockets =
      std::is_invocable_v<Process, httplib::Server&, Stream&, const std::string&, int,
                          const std::string&, int, bool, bool&, const SetUp&, bool*>;
  static_assert(kBare || kWithAddresses || kWithWebSockets,
                "this version of cpp-httplib has other parameters of Server::process_request");
  bool closed = false;
  const std::string nowhere;  // neither end has an address
  if constexpr (kBare) {
    (server.*process)(stream, close, closed, set_up);
  } else if constexpr (kWithAddresses) {
    (server.*process)(stream, nowhere, 0, nowhere, 0, close, closed, set_up);
  } else {
    bool upgraded = false;
    (server.*process)(stream, nowhere, 0, nowhere, 0, close, closed, set_up, &upgraded);
  }
}

void copy_field(const RequestHead& from, std::string_view name, const char* to,
                httplib::Request& request) {
  const std::string_view value = from.field(name);
  if (!value.empty()) request.headers.emplace(to, value);
}

void set_up(const HttpRequest& from, const std::string& web_root, httplib::Request& request) {
  const std::string_view path = from.head.path();
  request.path = path.size() > kMaxPathBytes ? "" : path;
  request.target = from.head.target;
  request.body = from.body;
  request.headers.clear();
  copy_field(from.head, "If-None-Match", kIfNoneMatch, request);
  copy_field(from.head, "Accept", "Accept", request);
  request.headers.emplace(kWebRoot, web_root);
  request.headers.emplace(kRequestId, from.id);
  copy_field(from.head, "Accept-Encoding", kAcceptedCodings, request);
  copy_field(from.head, "Content-Type", kBodyType, request);
  for (const char* name : {kOrigin, kMcpVersion, kPreview})
    copy_field(from.head, name, name, request);
}

// "HTTP/1.1 200 OK\r\n" + common lines + the rest.
std::string with_common_headers(std::string response, const HttpRequest& request) {
  std::string lines = date_line(std::time(nullptr));
  lines += kCommonHeaders;
  if (request.head.http_1_0 && request.afterwards == Afterwards::keep_alive) {
    lines += "Connection: keep-alive\r\n";
  }
  return response.insert(response.find("\r\n") + 2, lines);
}

void erase_line(std::string& response, std::string_view line) {
  const std::size_t head = response.find("\r\n\r\n");
  const std::size_t at = response.find(line);
  if (at > head) return;  // also where there is none
  response.erase(at, response.find("\r\n", at) + 2 - at);
}

// Takes out what the library says of itself and does not hold here: the timeout of its own sockets,
// that it serves ranges, and that a 304 stands for something empty (RFC 9110, 8.6).
std::string corrected(std::string response, const HttpRequest& request) {
  erase_line(response, "Keep-Alive: ");
  if (request.head.method == "HEAD") erase_line(response, "Accept-Ranges: ");
  if (response.starts_with("HTTP/1.1 304 ")) erase_line(response, "Content-Length: ");
  return response;
}

int status_of(std::string_view response) {
  constexpr std::size_t kStatusAt = 9;  // "HTTP/1.1 200 OK"
  int status = 0;
  std::from_chars(response.data() + kStatusAt, response.data() + kStatusAt + 3, status);
  return status;
}

}  // namespace

Response Dispatcher::respond(const HttpRequest& request, const std::string& web_root) {
  MemoryStream stream(request.head.method);
  process_stream(*this, &Dispatcher::process_request, stream,
                 request.afterwards == Afterwards::close,
                 [&](httplib::Request& to) { set_up(request, web_root, to); });
  std::string bytes = with_common_headers(corrected(stream.take_output(), request), request);
  const int status = status_of(bytes);
  return {.bytes = std::move(bytes), .status = status};
}

}  // namespace dateline
