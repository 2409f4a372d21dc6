#pragma once

#include <string_view>
#include <vector>

#include "search/store/text/stemmer.h"

namespace dateline {

// What a word gets where another follows it in a compound: Regierung+s+krise; Schule loses its e in
// Schulreform.
struct LinkingElement {
  std::string_view lost;   // at its end
  std::string_view added;  // then
};

// Those of a language that writes compounds as one word, folded, by the section "linking elements"
// of config/languages; empty for others. Safe for any number of threads.
const std::vector<LinkingElement>& linking_elements(LanguageId language);

}  // namespace dateline
