#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace dateline {

// A value as a line of a JSON lines file, with its line break; what is no UTF-8 is replaced.
inline std::string json_line(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace dateline
