#include "server/http/allowed_hosts.h"

#include <algorithm>
#include <optional>

#include "config/network.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

// Of two ways to write an address, one: "::0001" → "::1". Names stay as they are.
std::string canonical(const std::string& name) {
  const std::optional<IpAddress> address = IpAddress::parse(name);
  return address ? to_string(*address) : name;
}

// RFC 6761: browsers resolve these by themselves, to loopback.
bool is_loopback_name(std::string_view name) {
  return name == "localhost" || name.ends_with(".localhost");
}

}  // namespace

std::string host_name(std::string_view host) {
  const std::size_t bracket = host.find(']');
  if (host.starts_with('[') && bracket != std::string_view::npos) {
    host = host.substr(1, bracket - 1);
  } else {
    host = host.substr(0, host.rfind(':'));
  }
  if (host.ends_with('.')) host.remove_suffix(1);
  return ascii::lower(host);
}

AllowedHosts::AllowedHosts(const std::vector<std::string>& names,
                           const std::vector<std::string>& listen_hosts)
    : any_(false) {
  for (const std::string& each : names) {
    std::string name = ascii::lower(each);
    if (name == "*") any_ = true;
    if (name.starts_with("*.")) {
      ends_.push_back(name.substr(1));
    } else {
      names_.push_back(canonical(name));
    }
  }
  for (const std::string& host : listen_hosts) {
    const std::optional<IpAddress> address = IpAddress::parse(host);
    if (address && address->is_unspecified()) addresses_ = true;
    names_.push_back(canonical(ascii::lower(host)));
  }
}

bool AllowedHosts::allow(std::string_view host) const {
  if (any_ || host.empty()) return true;
  const std::string name = host_name(host);
  if (const std::optional<IpAddress> address = IpAddress::parse(name)) {
    return addresses_ || address->is_loopback() ||
           std::ranges::find(names_, to_string(*address)) != names_.end();
  }
  return is_loopback_name(name) || std::ranges::find(names_, name) != names_.end() ||
         std::ranges::any_of(ends_, [&](const std::string& end) { return name.ends_with(end); });
}

}  // namespace dateline
