#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::html {

struct LooseValue {
  std::string text;    // never empty
  std::size_t at = 0;  // where the member's name stands
};

// The texts of all members of this name in something like JSON that no parser reads: with a comma
// too many, quotes that are not escaped, entities for quotes, two objects in one, or inside a
// string of a script.
std::vector<LooseValue> loose_values(std::string_view text, std::string_view name);

}  // namespace dateline::html
