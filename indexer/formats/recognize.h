#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

// How a file is to be cut into records.
enum class FileKind : std::uint8_t {
  text,
  json_lines,
  json,
  binary,  // nothing that holds articles; `what` says what it is where that is known
};

struct Recognized {
  FileKind kind = FileKind::text;
  std::string what;
};

// What a file is, by its first bytes; its name decides only between text formats that look alike.
// `front` is UTF-8 or an encoding that has ASCII as a part, without a byte order mark.
Recognized recognize(std::string_view front, std::string_view name);

}  // namespace dateline
