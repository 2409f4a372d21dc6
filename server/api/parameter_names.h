#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The parameter here that one of another interface, or a name that is nearly ours, stands for:
// "per_page" and "Limit" are "limit", "ofset" is "offset". Empty where none of `known` is meant.
std::string_view meant_parameter(std::string_view typed,
                                 const std::vector<std::string_view>& known);

}  // namespace dateline
