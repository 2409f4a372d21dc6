#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Values as people write them in dateline.toml and on the command line.
namespace dateline {

// Where a server listens.
struct ListenAddress {
  std::string host = "127.0.0.1";  // an address or a name; IPv6 without its brackets
  std::uint16_t port = 8080;       // 0: any free port

  bool operator==(const ListenAddress&) const = default;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:0"; none for anything else.
std::optional<ListenAddress> parse_listen_address(std::string_view text);

// "news.example", "*.example", "*", "192.0.2.7", "::1": a host without a port, or what stands for
// several.
bool is_host_pattern(std::string_view text);

// "/news", "/a/b", without the slash at the end that may be there; "" for "" and "/". None for what
// cannot stand before this server's own addresses.
std::optional<std::string> parse_base_path(std::string_view text);

// The path of "https://example.org/news/" is "/news"; its root is all of it but the slash at the
// end, and its host is "example.org:8080" where that has a port.
struct PublicUrl {
  std::string root;
  std::string host;
  std::string path;
};
std::optional<PublicUrl> parse_public_url(std::string_view text);

// Bytes: "512 B", "64 MiB" (1024 * 1024), "2GB" (1000 * 1000 * 1000); none for anything else, and
// beyond 64 bits.
std::optional<std::uint64_t> parse_byte_size(std::string_view text);

// "64 MiB": the largest unit of 1024 that divides it. parse_byte_size() reads it back.
std::string format_byte_size(std::uint64_t bytes);

// "15m", "1h30m", "250ms", "7d"; each unit once, the greatest first. None for anything else, and
// beyond 10,000 days.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

// "1h30m". parse_duration() reads it back.
std::string format_duration(std::chrono::milliseconds duration);

}  // namespace dateline
