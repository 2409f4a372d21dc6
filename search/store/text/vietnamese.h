#pragma once

#include <string>
#include <string_view>

namespace dateline {

// A Vietnamese syllable in small letters with the mark of its tone behind it: hòa and hoà, the old
// and the new place of the mark, are one word, and hoa is another. The marks that make letters
// (ă, â, đ, ê, ô, ơ, ư) stay with them.
std::string with_tone_behind(std::string_view syllable);

}  // namespace dateline
