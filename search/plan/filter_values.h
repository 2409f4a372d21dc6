#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/generation.h"

namespace dateline {

// Whether an article has this value in the filter field, a place of kFilterFields.
bool has_value(const Generation& generation, std::size_t field, std::string_view value);

// Whether a value begins with `prefix`, or a word in it does: "new york" with "yo". Both are
// fold_value()s.
bool has_word_beginning(std::string_view value, std::string_view prefix);

struct ValueTerms {
  std::vector<std::string> terms;  // none twice
  std::uint64_t compared = 0;      // values that were looked at, some 0.3 us each
};

// The terms of those values of the field that have every word of `typed`: of people "lavrov" that
// of "Sergey Lavrov". At most `most`.
ValueTerms terms_with_words(const Generation& generation, std::size_t field, std::string_view typed,
                            std::size_t most);

}  // namespace dateline
