#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The names of countries that are one word, in English and in the languages with these codes:
// folded, in order. They are written in one way in each language, so that what sounds like one is
// another name: Columbia is not Colombia.
std::vector<std::string> country_names(std::vector<std::string> languages);

}  // namespace dateline
