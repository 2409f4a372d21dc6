#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Appends `text` as a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD, so that
// the result is always valid.
void append_json_string(std::string& json, std::string_view text);

// How many bytes of valid UTF-8 the first character of `text` takes; 0 where it is none. `text`
// must not be empty.
std::size_t utf8_character_bytes(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace dateline
