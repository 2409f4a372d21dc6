#pragma once

#include <string>
#include <vector>

#include "config/network.h"
#include "server/http/request_head.h"
#include "server/http/socket.h"

namespace dateline {

// Whom a request is from, as limits and the log count it.
struct Client {
  std::string address;  // "192.0.2.7"
  std::string group;  // what limits count as one: of IPv6 the first 64 bits, which one customer has
  bool https = false;  // it reached the outermost proxy by TLS
};

// The peer itself.
Client direct_client(const Peer& peer);

// The proxies whose word on their clients counts. What others say of themselves does not.
class TrustedProxies {
 public:
  TrustedProxies() = default;  // none
  explicit TrustedProxies(std::vector<Network> networks) : networks_(std::move(networks)) {}

  bool trust(const Peer& peer) const;

  // The peer; or, where that is a trusted proxy, what X-Forwarded-For and X-Forwarded-Proto say, or
  // Forwarded (RFC 7239) where neither is there: the last address in it that is no trusted proxy,
  // since those before were written by nobody that is trusted. Not both: most proxies write the
  // former, and pass on the latter as their client wrote it.
  Client client_of(const RequestHead& head, const Peer& peer) const;

 private:
  bool trust(const IpAddress& address) const;

  std::vector<Network> networks_;
};

}  // namespace dateline
