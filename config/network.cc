#include "config/network.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

namespace dateline {
namespace {

constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kMappedBits = 96;

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  const std::string terminated(text);
  IpAddress address;
  if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  std::ranges::copy(kMapped, address.bytes.begin());
  if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + kMapped.size()) != 1) {
    return std::nullopt;
  }
  return address;
}

IpAddress IpAddress::of_v4(std::uint32_t address) {
  IpAddress mapped;
  std::ranges::copy(kMapped, mapped.bytes.begin());
  std::memcpy(mapped.bytes.data() + kMapped.size(), &address, sizeof address);
  return mapped;
}

bool IpAddress::is_v4() const { return std::equal(kMapped.begin(), kMapped.end(), bytes.begin()); }

bool IpAddress::is_loopback() const {
  if (is_v4()) return bytes[kMapped.size()] == 127;
  return *this == IpAddress{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};
}

bool IpAddress::is_unspecified() const {
  const auto begin = bytes.begin() + (is_v4() ? static_cast<std::ptrdiff_t>(kMapped.size()) : 0);
  return std::all_of(begin, bytes.end(), [](unsigned char byte) { return byte == 0; });
}

std::string to_string(const IpAddress& address) {
  char text[INET6_ADDRSTRLEN] = "";
  const bool v4 = address.is_v4();
  ::inet_ntop(v4 ? AF_INET : AF_INET6, address.bytes.data() + (v4 ? kMapped.size() : 0), text,
              sizeof text);
  return text;
}

std::optional<Network> Network::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<IpAddress> address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{.address = *address};
  if (slash == std::string_view::npos) return network;
  const std::string_view written = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), bits);
  const bool v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  if (error != std::errc{} || end != written.data() + written.size() || bits > (v4 ? 32U : 128U)) {
    return std::nullopt;
  }
  network.bits = v4 ? bits + kMappedBits : bits;
  return network;
}

bool Network::has(const IpAddress& other) const {
  for (unsigned bit = 0; bit < bits; bit += 8) {
    const unsigned kept = std::min(8U, bits - bit);
    const auto mask = static_cast<unsigned char>(0xffU << (8U - kept));
    if (((address.bytes[bit / 8] ^ other.bytes[bit / 8]) & mask) != 0) return false;
  }
  return true;
}

}  // namespace dateline
