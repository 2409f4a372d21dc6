#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The text as a JSON string, with its quotes. The text must be valid UTF-8.
std::string json_string(std::string_view text);

}  // namespace dateline
