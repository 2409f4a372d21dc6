// A load client: keeps a number of connections to one server busy for some time, asking the lines
// of a file in turn, and writes what it measured as JSON. One thread and epoll, so that it takes as
// little as it can of the cores that the server needs.
//
//   bench-load --port 8080 --connections 8 --seconds 5 --requests paths.txt [--warmup 1]
//              [--protocol http|sphinxql] [--pause 0.005]
//
// With --pause, each answer is followed by so many seconds without a request; for one connection.
// A line is the path of a GET request, or with sphinxql (the MySQL protocol, as Sphinx speaks it)
// a statement. Latency is from sending a request to having its whole answer. An answer counts as an
// error if its status is not 200, if it has no body, or, with sphinxql, if it is an error packet.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <nlohmann/json.hpp>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

struct Options {
  std::uint16_t port = 0;
  std::size_t connections = 1;
  double seconds = 5;
  double warmup = 0;  // seconds before the measuring, over the same connections
  double pause = 0;   // seconds from an answer to the next request
  std::string protocol = "http";
  std::vector<std::string> requests;
};

// What the bytes received so far are: part of an answer, or a whole one.
struct Answer {
  std::size_t size = 0;  // of the whole answer, bytes of the buffer
  std::size_t body_bytes = 0;
  bool good = false;
  bool closes = false;  // the server closes the connection after it
};

class Protocol {
 public:
  Protocol() = default;
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;
  virtual ~Protocol() = default;

  // What is sent and awaited before the first request, on a connection that was just opened.
  virtual void greet(int socket) const = 0;
  virtual std::string encode(const std::string& request) const = 0;
  // None while the answer is not complete.
  virtual std::optional<Answer> parse(std::string_view received) const = 0;
};

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class Http : public Protocol {
 public:
  void greet(int /*socket*/) const override {}

  std::string encode(const std::string& request) const override {
    return "GET " + request + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n";
  }

  std::optional<Answer> parse(std::string_view received) const override {
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    std::string head(received.substr(0, end + 2));
    std::ranges::transform(head, head.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::string_view body = received.substr(end + 4);
    const std::optional<Body> measured =
        head.find("transfer-encoding: chunked") != std::string::npos ? chunked(body)
                                                                     : sized(head, body);
    if (!measured) return std::nullopt;
    return Answer{.size = end + 4 + measured->wire_bytes,
                  .body_bytes = measured->bytes,
                  .good = head.starts_with("http/1.1 200") && measured->bytes > 0,
                  .closes = head.find("connection: close") != std::string::npos};
  }

 private:
  struct Body {
    std::size_t wire_bytes = 0;  // as sent, with the marks of chunks
    std::size_t bytes = 0;
  };

  static std::optional<Body> sized(std::string_view head, std::string_view body) {
    constexpr std::string_view kName = "content-length:";
    const std::size_t at = head.find(kName);
    if (at == std::string_view::npos) throw std::runtime_error("an answer without its length");
    std::size_t begin = at + kName.size();
    while (head[begin] == ' ') ++begin;
    std::size_t length = 0;
    std::from_chars(head.data() + begin, head.data() + head.size(), length);
    if (body.size() < length) return std::nullopt;
    return Body{.wire_bytes = length, .bytes = length};
  }

  static std::optional<Body> chunked(std::string_view body) {
    Body read;
    while (true) {
      const std::size_t end = body.find("\r\n", read.wire_bytes);
      if (end == std::string_view::npos) return std::nullopt;
      std::size_t size = 0;
      std::from_chars(body.data() + read.wire_bytes, body.data() + end, size, 16);
      read.wire_bytes = end + 2 + size + 2;
      read.bytes += size;
      if (read.wire_bytes > body.size()) return std::nullopt;
      if (size == 0) return read;
    }
  }
};

// As much of the MySQL client protocol as Sphinx needs: no password, text results, several
// results to one statement (SELECT ...; SHOW META).
class Sphinxql : public Protocol {
 public:
  void greet(int socket) const override {
    read_packet(socket);  // the server's handshake
    constexpr std::uint32_t kProtocol41 = 0x200;
    constexpr std::uint32_t kMultiStatements = 0x10000;
    constexpr std::uint32_t kMultiResults = 0x20000;
    std::string login(32, '\0');
    const std::uint32_t flags = kProtocol41 | kMultiStatements | kMultiResults;
    std::memcpy(login.data(), &flags, sizeof flags);
    login[7] = 1;   // of packets up to 16 MB
    login[8] = 33;  // utf8_general_ci
    login += std::string("bench\0\0", 7);
    const std::string packet = framed(login, '\1');
    if (write(socket, packet.data(), packet.size()) < 0) fail("login");
    read_packet(socket);  // OK
  }

  std::string encode(const std::string& request) const override {
    return framed('\3' + request, '\0');
  }

  std::optional<Answer> parse(std::string_view received) const override {
    Answer read{.good = true};
    bool columns = true;  // the columns of a result come first, then its rows; each ends in an EOF
    bool first = true;    // packet of a result
    while (const auto packet = next_packet(received.substr(read.size))) {
      read.size += packet->size() + 4;
      read.body_bytes += packet->size();
      const auto kind = static_cast<unsigned char>(packet->empty() ? 0 : (*packet)[0]);
      if (kind == 0xff) return Answer{.size = read.size, .good = false};
      const bool eof = kind == 0xfe && packet->size() < 9;
      const bool ok = first && kind == 0;
      first = false;
      if (!eof && !ok) continue;
      if (eof && columns) {
        columns = false;
        continue;
      }
      if (ok || !more_results(*packet)) return read;
      columns = first = true;
    }
    return std::nullopt;
  }

 private:
  static bool more_results(std::string_view eof) {
    return eof.size() >= 5 && (static_cast<unsigned char>(eof[3]) & 8U) != 0;
  }

  static std::string framed(std::string_view payload, char number) {
    const std::size_t size = payload.size();
    std::string packet{static_cast<char>(size), static_cast<char>(size >> 8U),
                       static_cast<char>(size >> 16U), number};
    return packet.append(payload);
  }

  static std::size_t payload_size(std::string_view header) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(header[i]));
    };
    return byte(0) | byte(1) << 8U | byte(2) << 16U;
  }

  static std::optional<std::string_view> next_packet(std::string_view received) {
    if (received.size() < 4) return std::nullopt;
    const std::size_t size = payload_size(received);
    if (received.size() < size + 4) return std::nullopt;
    return received.substr(4, size);
  }

  static void read_packet(int socket) {
    std::array<char, 4> header{};
    if (recv(socket, header.data(), header.size(), MSG_WAITALL) != 4) fail("handshake");
    std::string payload(payload_size({header.data(), header.size()}), '\0');
    if (recv(socket, payload.data(), payload.size(), MSG_WAITALL) < 0) fail("handshake");
  }
};

int connect_to(std::uint16_t port, const Protocol& protocol) {
  const int made = socket(AF_INET, SOCK_STREAM, 0);
  if (made < 0) fail("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail("connect");
  }
  const int on = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  protocol.greet(made);
  fcntl(made, F_SETFL, O_NONBLOCK);
  return made;
}

struct Connection {
  int socket = -1;
  std::string received;
  Clock::time_point asked;
  bool waiting = false;
};

struct Measured {
  std::vector<double> latencies;  // milliseconds
  std::size_t errors = 0;
  std::size_t reconnects = 0;
  std::size_t body_bytes = 0;
  double seconds = 0;
};

// Runs the connections of one measurement. An answer that comes after the time is up still counts:
// leaving out the slowest would flatter the server.
class Load {
 public:
  Load(const Options& options, const Protocol& protocol)
      : options_(options), protocol_(protocol), epoll_(epoll_create1(0)) {
    for (const std::string& request : options.requests)
      encoded_.push_back(protocol.encode(request));
    connections_.resize(options.connections);
    for (Connection& connection : connections_) open(connection);
  }

  ~Load() {
    for (const Connection& connection : connections_) close(connection.socket);
    close(epoll_);
  }

  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  Measured run(double seconds) {
    measured_ = {};
    const auto begin = Clock::now();
    deadline_ = begin + std::chrono::duration_cast<Clock::duration>(duration<double>(seconds));
    for (Connection& connection : connections_) ask(connection);
    while (waiting_ > 0) wait();
    measured_.seconds = duration<double>(Clock::now() - begin).count();
    return std::move(measured_);
  }

 private:
  static constexpr int kPatience = 120'000;  // ms without any answer: the server hangs

  void open(Connection& connection) {
    connection.socket = connect_to(options_.port, protocol_);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event) != 0) fail("epoll_ctl");
  }

  void ask(Connection& connection) {
    const std::string& request = encoded_[next_++ % encoded_.size()];
    connection.asked = Clock::now();
    connection.received.clear();
    if (send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      fail("send");
    }
    connection.waiting = true;
    ++waiting_;
  }

  void wait() {
    std::array<epoll_event, 64> events{};
    const int ready = epoll_wait(epoll_, events.data(), events.size(), kPatience);
    if (ready == 0) throw std::runtime_error("no answer in two minutes");
    for (int i = 0; i < ready; ++i) {
      receive(*static_cast<Connection*>(events.at(static_cast<std::size_t>(i)).data.ptr));
    }
  }

  void receive(Connection& connection) {
    const ssize_t count = recv(connection.socket, buffer_.data(), buffer_.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) {
      lost(connection);
      return;
    }
    connection.received.append(buffer_.data(), static_cast<std::size_t>(count));
    if (const auto answer = protocol_.parse(connection.received)) finish(connection, *answer);
  }

  // A server may close a connection that is idle; one that closes it unanswered has failed.
  void lost(Connection& connection) {
    reopen(connection);
    if (!connection.waiting) return;
    ++measured_.errors;
    connection.waiting = false;
    --waiting_;
    ask_again(connection);
  }

  void reopen(Connection& connection) {
    close(connection.socket);
    open(connection);
    ++measured_.reconnects;
  }

  void finish(Connection& connection, const Answer& answer) {
    const duration<double, std::milli> latency = Clock::now() - connection.asked;
    measured_.latencies.push_back(latency.count());
    measured_.body_bytes += answer.body_bytes;
    if (!answer.good) ++measured_.errors;
    connection.waiting = false;
    --waiting_;
    if (answer.closes) reopen(connection);
    ask_again(connection);
  }

  void ask_again(Connection& connection) {
    if (options_.pause > 0) std::this_thread::sleep_for(duration<double>(options_.pause));
    if (Clock::now() < deadline_) ask(connection);
  }

  const Options& options_;
  const Protocol& protocol_;
  int epoll_;
  std::vector<std::string> encoded_;
  std::vector<Connection> connections_;
  std::array<char, 256 * 1024> buffer_{};
  std::size_t next_ = 0;     // request to ask
  std::size_t waiting_ = 0;  // connections that wait for an answer
  Clock::time_point deadline_;
  Measured measured_;
};

// The nearest-rank percentile of sorted values.
double percentile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(rank, sorted.size() - 1)];
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

nlohmann::json report(Measured measured) {
  std::ranges::sort(measured.latencies);
  const auto answers = static_cast<double>(measured.latencies.size());
  return {{"answers", measured.latencies.size()},
          {"seconds", measured.seconds},
          {"qps", answers / measured.seconds},
          {"p50_ms", percentile(measured.latencies, 0.50)},
          {"p95_ms", percentile(measured.latencies, 0.95)},
          {"p99_ms", percentile(measured.latencies, 0.99)},
          {"max_ms", percentile(measured.latencies, 1.0)},
          {"answer_bytes", static_cast<double>(measured.body_bytes) / std::max(answers, 1.0)},
          {"errors", measured.errors},
          {"reconnects", measured.reconnects},
          {"client_cpu_seconds", cpu_seconds()}};
}

std::vector<std::string> lines(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> read;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) read.push_back(line);
  }
  if (read.empty()) throw std::runtime_error(path + " has no requests");
  return read;
}

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string value = argv[i + 1];
    if (name == "--port") {
      options.port = static_cast<std::uint16_t>(std::stoul(value));
    } else if (name == "--connections") {
      options.connections = std::stoul(value);
    } else if (name == "--seconds") {
      options.seconds = std::stod(value);
    } else if (name == "--warmup") {
      options.warmup = std::stod(value);
    } else if (name == "--pause") {
      options.pause = std::stod(value);
    } else if (name == "--protocol") {
      options.protocol = value;
    } else if (name == "--requests") {
      options.requests = lines(value);
    } else {
      throw std::runtime_error("unknown option " + std::string(name));
    }
  }
  if (options.pause > 0 && options.connections > 1)
    throw std::runtime_error("--pause is for one connection");
  return options;
}

std::unique_ptr<Protocol> make_protocol(const std::string& name) {
  if (name == "http") return std::make_unique<Http>();
  if (name == "sphinxql") return std::make_unique<Sphinxql>();
  throw std::runtime_error("unknown protocol " + name);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = read_options(argc, argv);
    const auto protocol = make_protocol(options.protocol);
    Load load(options, *protocol);
    if (options.warmup > 0) load.run(options.warmup);
    std::cout << report(load.run(options.seconds)).dump() << '\n';
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench-load: " << error.what() << '\n';
    return 1;
  }
}
