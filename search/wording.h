#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Turns of phrase that the sentences about an answer share.
namespace dateline {

inline std::string in_quotes(std::string_view text) {
  return "\u201C" + std::string(text) + "\u201D";
}

// "once", "5 times"
inline std::string times(std::size_t count) {
  return count == 1 ? "once" : std::to_string(count) + " times";
}

}  // namespace dateline
