#include "server/api/json_writer.h"

#include <charconv>
#include <cmath>

namespace dateline {

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  json_.append("\"").append(name).append("\":");
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  append_json_string(json_, text);
  return *this;
}

JsonWriter& JsonWriter::string_or_null(std::string_view text) {
  return text.empty() ? null() : string(text);
}

JsonWriter& JsonWriter::number(std::uint64_t value) { return raw(std::to_string(value)); }

JsonWriter& JsonWriter::decimal(double value, int digits) {
  if (!std::isfinite(value)) return null();
  char text[400];  // a double may have 309 digits before its point
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, digits);
  std::string_view written(text, static_cast<std::size_t>(end.ptr - text));
  if (written.find('.') != std::string_view::npos) {
    while (written.ends_with('0')) written.remove_suffix(1);
    if (written.ends_with('.')) written.remove_suffix(1);
  }
  return raw(written);
}

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  json_ += json;
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  json_ += bracket;
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  json_ += bracket;
  comma_ = true;
  return *this;
}

void JsonWriter::separate() {
  if (comma_) json_ += ',';
  comma_ = true;
}

}  // namespace dateline
