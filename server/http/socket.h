#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/socket.h>

#include "config/network.h"

namespace dateline {

// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    reset();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }

  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  void reset();

 private:
  int number_ = -1;
};

// Where a server listens: {"127.0.0.1", 8080}, {"::1", 8080}. Port 0 takes a free one. A socket of
// the file system is {"/run/dateline.sock", 0}, and one without a name {"/", 0}; they only come
// from outside.
struct Endpoint {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;

  bool operator==(const Endpoint&) const = default;
};

// "127.0.0.1:8080", "[::1]:8080", "unix:/run/dateline.sock".
std::string to_string(const Endpoint& endpoint);

// A socket that listens there, does not block, and hands TCP_NODELAY on to what it accepts.
// Throws std::system_error, whose what() names the endpoint.
Descriptor listen_on(const Endpoint& endpoint, std::size_t backlog);

// Where a listening socket listens, by its address and the port that it got.
Endpoint endpoint_of(const Descriptor& listener);
std::vector<Endpoint> endpoints_of(const std::vector<Descriptor>& listeners);

// The address of an IPv4 or IPv6 socket's end.
IpAddress ip_address_of(const sockaddr_storage& storage);

// Who is at the other end, from the socket and never from what the peer says.
struct Peer {
  std::string address;  // "192.0.2.7", "2001:db8::7"
  bool may_be_proxy =
      false;  // on this machine, or trusted to be one: many clients may stand behind
};

}  // namespace dateline
