#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// What a word of a language without a Snowball stemmer has in common with its other forms: the
// longest of the endings in config/languages/CODE.txt is cut off where three letters are left.
// Nothing where the language, such as "en", has none. `word` is in small letters; endings
// are compared without accents, as the stem is given.
std::optional<std::string> light_stem(std::string_view word, std::string_view language);

}  // namespace dateline
