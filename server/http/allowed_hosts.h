#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The names by which this server may be addressed. A page of another site can have its own name
// resolve to this machine (DNS rebinding), and its scripts then read what is served as if it were
// theirs: but the name that they ask by is in the Host field, and is not one of these.
class AllowedHosts {
 public:
  // Any name: nothing is checked.
  AllowedHosts() = default;

  // Besides `names`, the loopback names, and the hosts that are listened on; where one is every
  // address of this machine ("0.0.0.0", "::"), all IP addresses, which no name server can rebind.
  // "*.example.org" stands for all names below example.org, "*" for any.
  AllowedHosts(const std::vector<std::string>& names, const std::vector<std::string>& listen_hosts);

  // Of a Host field, "News.Example.:8080": case, a dot at the end and the port do not count. An
  // empty one, which HTTP/1.0 may send and no browser does, is allowed.
  bool allow(std::string_view host) const;

 private:
  bool any_ = true;
  bool addresses_ = false;          // all of them
  std::vector<std::string> names_;  // in lower case; addresses as inet_ntop() writes them
  std::vector<std::string> ends_;   // ".example.org"
};

// The name in a Host field, "[::1]:8080" → "::1", "News.Example.:80" → "news.example".
std::string host_name(std::string_view host);

}  // namespace dateline
