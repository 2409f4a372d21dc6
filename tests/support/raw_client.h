#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "server/http/socket.h"

namespace dateline {

// A peer that sends whatever bytes a test wants, as slowly as it wants.
class RawClient {
 public:
  // `from`: an address of this machine, 127.0.0.2; null: whichever the system takes. `to`:
  // likewise.
  explicit RawClient(std::uint16_t port, const char* from = nullptr, const char* to = "127.0.0.1")
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (from != nullptr) {
      sockaddr_in own{};
      own.sin_family = AF_INET;
      ::inet_pton(AF_INET, from, &own.sin_addr);
      ::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&own), sizeof own);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, to, &address.sin_addr);
    connected_ = ::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&address),
                           sizeof address) == 0;
  }

  bool connected() const { return connected_; }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void finish_sending() { ::shutdown(socket_.number(), SHUT_WR); }

  // Whatever comes until the server closes or nothing came for `patience`.
  std::string read_all(std::chrono::milliseconds patience = std::chrono::seconds(5)) {
    while (read_some(patience)) {
    }
    return std::exchange(received_, {});
  }

  // One response, by its Content-Length (`HEAD`: without a body).
  std::string read_response(std::string_view method = "GET") {
    while (true) {
      const std::size_t head = received_.find("\r\n\r\n");
      if (head != std::string::npos) {
        const std::size_t length = received_.find("Content-Length: ");
        const std::size_t body =
            method == "HEAD" || length > head ? 0 : std::stoul(received_.substr(length + 16));
        if (received_.size() >= head + 4 + body) {
          std::string response = received_.substr(0, head + 4 + body);
          received_.erase(0, response.size());
          return response;
        }
      }
      if (!read_some(std::chrono::seconds(5))) return std::exchange(received_, {});
    }
  }

  // Whether the server has closed the connection.
  bool closed(std::chrono::milliseconds patience = std::chrono::seconds(5)) {
    while (read_some(patience)) {
    }
    return ended_;
  }

  int socket() const { return socket_.number(); }

 private:
  bool read_some(std::chrono::milliseconds patience) {
    pollfd ready{.fd = socket_.number(), .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
    char bytes[65536];
    const ssize_t size = ::recv(socket_.number(), bytes, sizeof bytes, 0);
    ended_ = size <= 0;
    if (size > 0) received_.append(bytes, static_cast<std::size_t>(size));
    return size > 0;
  }

  Descriptor socket_;
  std::string received_;
  bool connected_ = false;
  bool ended_ = false;
};

}  // namespace dateline
