#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The values of a list that was written as text, as Python and JSON do: "['a', "it's"]", "('a',)",
// "{'a', 'b'}", "[1, 2]". None for any other text, "[Update] The harbour" among it.
std::optional<std::vector<std::string>> read_list_text(std::string_view text);

}  // namespace dateline
