#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// An IPv4 or IPv6 address. The former is kept as RFC 4291 maps it, ::ffff:192.0.2.7, so that both
// are compared alike, and a socket that takes both names one peer in one way.
struct IpAddress {
  std::array<unsigned char, 16> bytes{};

  // "192.0.2.7", "2001:db8::7"; without brackets and zone.
  static std::optional<IpAddress> parse(std::string_view text);

  // As sockaddr_in has it, in network order.
  static IpAddress of_v4(std::uint32_t address);

  bool is_v4() const;
  bool is_loopback() const;     // 127.0.0.0/8, ::1
  bool is_unspecified() const;  // 0.0.0.0, ::

  bool operator==(const IpAddress&) const = default;
};

std::string to_string(const IpAddress& address);

// An address and all that begin with as many bits: 10.0.0.0/8.
struct Network {
  IpAddress address;
  unsigned bits = 128;  // of the mapped form: 96 more than an IPv4 network is written with

  // "10.0.0.0/8", "2001:db8::/32"; an address alone is a network of one.
  static std::optional<Network> parse(std::string_view text);

  bool has(const IpAddress& other) const;

  bool operator==(const Network&) const = default;
};

}  // namespace dateline
