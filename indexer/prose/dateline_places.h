#pragma once

#include <string_view>

namespace dateline {

// Whether the text is a place that datelines often name: capitals, other large or much reported
// cities, and countries that are used so, under their English, German, French, Spanish and Russian
// names. Needed only where the form of a dateline leaves doubt ("Berlin. Die Regierung …").
bool is_dateline_place(std::string_view text);

}  // namespace dateline
