#include "server/http/query_string.h"

#include <algorithm>
#include <charconv>

#include "search/base/utf8.h"

namespace dateline {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string decode_part(std::string_view part, std::string_view name) {
  const std::optional<std::string> text = percent_decode(part, Plus::space);
  if (!text) {
    throw ParameterError(name, "% must be followed by two hexadecimal digits; % itself is %25");
  }
  const std::string shown(name);
  if (text->find('\0') != std::string::npos) {
    throw ParameterError(name, shown + " must not contain a NUL character");
  }
  if (find_invalid_utf8(*text) != std::string::npos)
    throw ParameterError(name, shown + " must be UTF-8, percent-encoded");
  return *text;
}

// The name of a parameter as it may be shown: what cannot be decoded is named as it was sent.
std::string decode_name(std::string_view part) { return decode_part(part, part); }

}  // namespace

std::string_view query_string_of(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

std::vector<Parameter> parse_query_string(std::string_view text) {
  std::vector<Parameter> parameters;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    std::string name = decode_name(part.substr(0, equals));
    std::string value = decode_part(part.substr(std::min(equals + 1, part.size())), name);
    parameters.push_back({std::move(name), std::move(value)});
  }
  return parameters;
}

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus == Plus::space) {
      decoded += ' ';
    } else if (text[at] == '%') {
      unsigned char byte = 0;
      const char* const begin = text.data() + at + 1;
      const char* const end = text.data() + std::min(at + 3, text.size());
      const auto result = std::from_chars(begin, end, byte, 16);
      if (result.ec != std::errc() || result.ptr != begin + 2) {
        return std::nullopt;
      }
      decoded += static_cast<char>(byte);
      at += 2;
    } else {
      decoded += text[at];
    }
  }
  return decoded;
}

void append_percent_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    out += '%';
    out += kHex[static_cast<unsigned char>(c) >> 4U];
    out += kHex[static_cast<unsigned char>(c) & 0xfU];
  }
}

void append_parameter(std::string& query_string, std::string_view name, std::string_view value) {
  if (!query_string.empty()) query_string += '&';
  append_percent_encoded(query_string, name);
  query_string += '=';
  append_percent_encoded(query_string, value);
}

}  // namespace dateline
