#include "config/units.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "config/network.h"

namespace dateline {

namespace {

// Takes the digits at the start of `text` off it; none where there are none, or too many.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

struct ByteUnit {
  std::string_view name;
  std::uint64_t bytes;
};

constexpr std::array kByteUnits{
    ByteUnit{"B", 1},
    ByteUnit{"kB", 1000},
    ByteUnit{"MB", 1000ULL * 1000},
    ByteUnit{"GB", 1000ULL * 1000 * 1000},
    ByteUnit{"TB", 1000ULL * 1000 * 1000 * 1000},
    ByteUnit{"KiB", 1ULL << 10U},
    ByteUnit{"MiB", 1ULL << 20U},
    ByteUnit{"GiB", 1ULL << 30U},
    ByteUnit{"TiB", 1ULL << 40U},
};

struct TimeUnit {
  std::string_view name;
  std::chrono::milliseconds length;
};

// The greatest first.
constexpr std::array kTimeUnits{
    TimeUnit{"d", std::chrono::hours{24}},        TimeUnit{"h", std::chrono::hours{1}},
    TimeUnit{"m", std::chrono::minutes{1}},       TimeUnit{"s", std::chrono::seconds{1}},
    TimeUnit{"ms", std::chrono::milliseconds{1}},
};

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

constexpr std::chrono::milliseconds kLongest = std::chrono::hours{24} * 10'000;

// Takes the letters at the start of `text` off it and returns their unit.
const TimeUnit* take_time_unit(std::string_view& text) {
  const std::string_view name = text.substr(0, text.find_first_of("0123456789"));
  text.remove_prefix(name.size());
  const auto* const unit = std::find_if(kTimeUnits.begin(), kTimeUnits.end(),
                                        [name](const TimeUnit& u) { return u.name == name; });
  return unit == kTimeUnits.end() ? nullptr : unit;
}

}  // namespace

std::optional<ListenAddress> parse_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  std::string_view digits = text.substr(colon + 1);

  const auto port = take_number(digits);
  if (!port || *port > 65535 || !digits.empty()) return std::nullopt;
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  const bool has_colons = host.find(':') != std::string_view::npos;
  if (host.empty() || has_colons != bracketed) return std::nullopt;
  if (host.find_first_of(" /[]") != std::string_view::npos) return std::nullopt;
  return ListenAddress{.host = std::string{host}, .port = static_cast<std::uint16_t>(*port)};
}

bool is_host_pattern(std::string_view text) {
  if (text == "*" || IpAddress::parse(text)) return true;
  if (text.starts_with("*.")) text.remove_prefix(2);
  return !text.empty() && text.front() != '.' && std::ranges::all_of(text, [](char c) {
    return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
  });
}

std::optional<std::string> parse_base_path(std::string_view text) {
  if (text.ends_with('/')) text.remove_suffix(1);
  if (text.empty()) return "";
  if (!text.starts_with('/') || text.ends_with('/')) return std::nullopt;
  for (std::string_view rest = text; !rest.empty();) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    const bool is_plain = std::ranges::all_of(segment, [](char c) {
      return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '~';
    });
    if (!is_plain || segment.empty() || segment == "." || segment == "..") return std::nullopt;
    rest.remove_prefix(segment.size());
  }
  // Behind a proxy that takes the base path off, these would be taken for it.
  const std::string_view first = text.substr(1, text.find('/', 1) - 1);
  if (first == "api" || first == "article") return std::nullopt;
  return std::string(text);
}

std::optional<PublicUrl> parse_public_url(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view rest = text.substr(scheme.size());
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view host = rest.substr(0, slash);
    const bool is_host = !host.empty() && std::ranges::all_of(host, [](char c) {
      return is_letter_or_digit(c) || std::string_view("-_.:[]").find(c) != std::string_view::npos;
    });
    const std::optional<std::string> path = parse_base_path(rest.substr(slash));
    if (!is_host || !path) return std::nullopt;
    return PublicUrl{.root = std::string(scheme).append(host).append(*path),
                     .host = std::string(host),
                     .path = *path};
  }
  return std::nullopt;
}

std::optional<std::uint64_t> parse_byte_size(std::string_view text) {
  const auto number = take_number(text);
  if (!number) return std::nullopt;
  while (text.starts_with(' ')) text.remove_prefix(1);
  for (const ByteUnit& unit : kByteUnits) {
    if (text != unit.name) continue;
    if (*number > UINT64_MAX / unit.bytes) return std::nullopt;
    return *number * unit.bytes;
  }
  return std::nullopt;
}

std::string format_byte_size(std::uint64_t bytes) {
  constexpr std::array kNames{"B", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  while (bytes != 0 && bytes % 1024 == 0 && unit + 1 < kNames.size()) {
    bytes /= 1024;
    ++unit;
  }
  return std::to_string(bytes) + " " + kNames.at(unit);
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::chrono::milliseconds sum{0};
  std::chrono::milliseconds last = kLongest;
  while (!text.empty()) {
    const auto number = take_number(text);
    const TimeUnit* unit = take_time_unit(text);
    if (!number || unit == nullptr || unit->length >= last) return std::nullopt;
    if (*number > static_cast<std::uint64_t>((kLongest - sum) / unit->length)) return std::nullopt;
    sum += unit->length * static_cast<std::int64_t>(*number);
    last = unit->length;
  }
  return sum;
}

std::string format_duration(std::chrono::milliseconds duration) {
  std::string text;
  for (const TimeUnit& unit : kTimeUnits) {
    const auto count = duration / unit.length;
    duration -= count * unit.length;
    if (count != 0) text += std::to_string(count) += unit.name;
  }
  return text.empty() ? "0s" : text;
}

}  // namespace dateline
