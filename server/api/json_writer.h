#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/json_text.h"

namespace dateline {

// Writes JSON straight into a string, commas included. What is opened must be closed by its caller;
// strings always come out as valid UTF-8.
class JsonWriter {
 public:
  // Allocates this many bytes, so that the text need not grow step by step.
  void reserve(std::size_t bytes) { json_.reserve(bytes); }

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  // Of an object; a value follows. `name` must need no escaping.
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view text);
  JsonWriter& string_or_null(std::string_view text);  // null where it is empty
  JsonWriter& number(std::uint64_t value);
  JsonWriter& decimal(double value, int digits);  // at most so many after the point
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& raw(std::string_view json);  // valid JSON as it is

  std::string take() { return std::move(json_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string json_;
  bool comma_ = false;  // another value would need one before it
};

}  // namespace dateline
