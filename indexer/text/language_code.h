#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The code by which a language is known here, two letters where it has two, for what a source calls
// it: "en" for "en_US", "eng" and "English", "de" for "ger", "ko" for "kr", which sites write for
// Korean though it is another's code. Empty for what is no language of ISO 639: "utf-8".
std::string language_code(std::string_view written);

}  // namespace dateline
