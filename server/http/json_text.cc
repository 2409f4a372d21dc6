#include "server/http/json_text.h"

#include "search/base/utf8.h"

namespace dateline {
namespace {

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

void append_escaped_control(std::string& json, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\t':
      json += "\\t";
      return;
    case '\r':
      json += "\\r";
      return;
    default:
      json += "\\u00";
      json += kHex[static_cast<unsigned char>(c) >> 4U];
      json += kHex[static_cast<unsigned char>(c) & 0xfU];
  }
}

}  // namespace

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  std::size_t done = 0;  // bytes of `text` that are in `json`
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_plain(text[at])) {
      ++at;
      continue;
    }
    const CodePoint character = decode_at(text, at);
    if (character.value >= 0x80 && character.bytes > 1) {
      at += character.bytes;
      continue;
    }
    json += text.substr(done, at - done);
    if (character.value < 0x80) {
      append_escaped_control(json, text[at]);
    } else {
      append_utf8(json, character.value);  // U+FFFD, for what is no UTF-8
    }
    done = ++at;
  }
  json += text.substr(done);
  json += '"';
}

}  // namespace dateline
