#include "server/http/trusted_proxies.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "search/base/ascii.h"

namespace dateline {
namespace {

// What stands between `separator`s that are not in quotes.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] != separator || quoted) continue;
    parts.push_back(without_blanks(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  parts.push_back(without_blanks(text.substr(begin)));
  return parts;
}

// The elements of a list that may be spread over several fields of this name.
std::vector<std::string_view> elements(const RequestHead& head, std::string_view name) {
  std::vector<std::string_view> all;
  for (const HeaderField& field : head.fields) {
    if (!same_token(field.name, name)) continue;
    for (const std::string_view each : split(field.value, ',')) all.push_back(each);
  }
  return all;
}

std::string_view without_quotes(std::string_view text) {
  if (text.size() < 2 || !text.starts_with('"') || !text.ends_with('"')) return text;
  return text.substr(1, text.size() - 2);
}

// "192.0.2.7", "192.0.2.7:4711", "[2001:db8::7]:4711", and some proxies' "2001:db8::7".
std::optional<IpAddress> address_of(std::string_view node) {
  if (const std::optional<IpAddress> bare = IpAddress::parse(node)) return bare;
  if (node.starts_with('[')) return IpAddress::parse(node.substr(1, node.find(']') - 1));
  return IpAddress::parse(node.substr(0, node.find(':')));
}

// What one proxy says of who asked it.
struct Hop {
  std::optional<IpAddress> from;  // none: "unknown", or a name that hides it
  bool https = false;
};

// `for="[2001:db8::7]";proto=https`
Hop forwarded_hop(std::string_view element) {
  Hop hop;
  for (const std::string_view pair : split(element, ';')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view name = without_blanks(pair.substr(0, equals));
    const std::string_view value =
        without_quotes(without_blanks(pair.substr(std::min(equals + 1, pair.size()))));
    if (same_token(name, "for")) hop.from = address_of(value);
    if (same_token(name, "proto")) hop.https = same_token(value, "https");
  }
  return hop;
}

// The proxies on the way, the outermost first.
std::vector<Hop> hops_of(const RequestHead& head) {
  std::vector<Hop> hops;
  for (const std::string_view element : elements(head, "X-Forwarded-For")) {
    hops.push_back({.from = address_of(element)});
  }
  const std::vector<std::string_view> protocols = elements(head, "X-Forwarded-Proto");
  if (hops.empty() && !protocols.empty()) hops.emplace_back();
  // Most proxies write one protocol, the one that their own client spoke, over what was there.
  for (std::size_t i = 0; i < hops.size() && !protocols.empty(); ++i) {
    hops[i].https = same_token(protocols[std::min(i, protocols.size() - 1)], "https");
  }
  if (!hops.empty()) return hops;
  for (const std::string_view element : elements(head, "Forwarded")) {
    hops.push_back(forwarded_hop(element));
  }
  return hops;
}

std::string group_of(std::string_view address) {
  std::optional<IpAddress> parsed = IpAddress::parse(address);
  if (!parsed || parsed->is_v4()) return std::string(address);
  std::fill(parsed->bytes.begin() + 8, parsed->bytes.end(), static_cast<unsigned char>(0));
  return to_string(*parsed) + "/64";
}

}  // namespace

Client direct_client(const Peer& peer) {
  return {.address = peer.address, .group = group_of(peer.address)};
}

bool TrustedProxies::trust(const IpAddress& address) const {
  return std::ranges::any_of(networks_, [&](const Network& each) { return each.has(address); });
}

bool TrustedProxies::trust(const Peer& peer) const {
  if (networks_.empty()) return false;
  const std::optional<IpAddress> address = IpAddress::parse(peer.address);
  return address && trust(*address);
}

Client TrustedProxies::client_of(const RequestHead& head, const Peer& peer) const {
  Client client = direct_client(peer);
  if (!trust(peer)) return client;
  const std::vector<Hop> hops = hops_of(head);
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    client.https = hop->https;
    if (!hop->from) break;
    client.address = to_string(*hop->from);
    if (!trust(*hop->from)) break;
  }
  client.group = group_of(client.address);
  return client;
}

}  // namespace dateline
