#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/error.h"

namespace dateline {

// A request cannot be answered because of one of its parameters.
struct ParameterError : InputError {
  ParameterError(std::string_view name, const std::string& detail)
      : InputError(detail), parameter(name) {}

  std::string parameter;
};

struct Parameter {
  std::string name;
  std::string value;
};

// The part of a request target after its "?"; empty where it has none.
std::string_view query_string_of(std::string_view target);

// Reads "q=a%20b+c&limit=5". Throws ParameterError for escapes that are none, bytes that are not
// UTF-8, and NUL.
std::vector<Parameter> parse_query_string(std::string_view text);

// "%D0%9B" → "Л". None for escapes that are none. In query strings "+" is a space.
enum class Plus { plus, space };
std::optional<std::string> percent_decode(std::string_view text, Plus plus);

// Appends `text` so that it can stand as a name or value in a query string, or as a path segment.
void append_percent_encoded(std::string& out, std::string_view text);

// Appends "&name=value", or "name=value" to an empty string.
void append_parameter(std::string& query_string, std::string_view name, std::string_view value);

}  // namespace dateline
