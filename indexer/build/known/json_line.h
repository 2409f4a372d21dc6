#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace dateline {

// A value as a line of a JSON lines file, with its line break; what is no UTF-8 is replaced.
inline std::string json_line(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

// A number as it is written there. Throws what nlohmann throws for anything else, which is damage:
// converted, it would be any number.
inline std::uint64_t number_in(const nlohmann::ordered_json& json) {
  return json.get_ref<const nlohmann::ordered_json::number_unsigned_t&>();
}

}  // namespace dateline
