#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Appends `text` as a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD, so that
// the result is always valid.
void append_json_string(std::string& json, std::string_view text);

}  // namespace dateline
