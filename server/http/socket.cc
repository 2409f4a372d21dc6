#include "server/http/socket.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace dateline {
namespace {

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

AddressList resolve(const Endpoint& endpoint) {
  addrinfo wanted{};
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(endpoint.port);
  const int error = getaddrinfo(endpoint.host.c_str(), port.c_str(), &wanted, &found);
  if (error != 0) {
    throw std::system_error(EADDRNOTAVAIL, std::generic_category(),
                            "cannot listen on " + to_string(endpoint));
  }
  return {found, &freeaddrinfo};
}

void switch_on(int socket, int level, int option) {
  const int on = 1;
  ::setsockopt(socket, level, option, &on, sizeof on);
}

}  // namespace

void Descriptor::reset() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

std::string to_string(const Endpoint& endpoint) {
  if (endpoint.host.starts_with('/')) return "unix:" + endpoint.host;
  const bool v6 = endpoint.host.find(':') != std::string::npos;
  return (v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

Descriptor listen_on(const Endpoint& endpoint, std::size_t backlog) {
  const AddressList addresses = resolve(endpoint);
  for (const addrinfo* address = addresses.get(); address != nullptr; address = address->ai_next) {
    Descriptor listener(
        ::socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!listener) continue;
    switch_on(listener.number(), SOL_SOCKET, SO_REUSEADDR);
    switch_on(listener.number(), IPPROTO_TCP, TCP_NODELAY);
    if (::bind(listener.number(), address->ai_addr, address->ai_addrlen) == 0 &&
        ::listen(listener.number(), static_cast<int>(backlog)) == 0) {
      return listener;
    }
  }
  throw std::system_error(errno, std::generic_category(),
                          "cannot listen on " + to_string(endpoint));
}

Endpoint endpoint_of(const Descriptor& listener) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  ::getsockname(listener.number(), reinterpret_cast<sockaddr*>(&storage), &size);
  if (storage.ss_family == AF_UNIX) {
    const auto& unix_address = reinterpret_cast<const sockaddr_un&>(storage);
    return {.host = std::string("/") + (unix_address.sun_path + (unix_address.sun_path[0] == '/')),
            .port = 0};
  }
  const in_port_t port = storage.ss_family == AF_INET6
                             ? reinterpret_cast<const sockaddr_in6&>(storage).sin6_port
                             : reinterpret_cast<const sockaddr_in&>(storage).sin_port;
  return {.host = to_string(ip_address_of(storage)), .port = ntohs(port)};
}

std::vector<Endpoint> endpoints_of(const std::vector<Descriptor>& listeners) {
  std::vector<Endpoint> endpoints;
  for (const Descriptor& listener : listeners) endpoints.push_back(endpoint_of(listener));
  return endpoints;
}

IpAddress ip_address_of(const sockaddr_storage& storage) {
  if (storage.ss_family == AF_INET) {
    return IpAddress::of_v4(reinterpret_cast<const sockaddr_in&>(storage).sin_addr.s_addr);
  }
  IpAddress address;
  const auto& bytes = reinterpret_cast<const sockaddr_in6&>(storage).sin6_addr.s6_addr;
  std::ranges::copy(bytes, address.bytes.begin());
  return address;
}

}  // namespace dateline
