#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The language that the text is written in, as a BCP 47 primary subtag ("en", "de"); "und" where
// the text is too short to tell (under 40 bytes) or CLD2 is not sure. Give it the body of an
// article only: menus and names mislead. Reads no more than the first 1.5 KB: 36 us.
std::string detect_language(std::string_view body);

}  // namespace dateline
