#pragma once

#include <cstdint>
#include <span>

#include "search/query_words.h"

namespace dateline {

// How the words of a compound must be found.
enum class CompoundMatch : std::uint8_t {
  exact,  // in these forms, side by side
  close,  // in any form, side by side
  loose,  // in any form; any of them will do
};

// Words, two at least, that a hyphen, a slash or a script without spaces holds together: Su-35,
// AC/DC, 東京. A compound may be written joined as well: Su35.
QueryPart compound_part(const QueryWords& index, std::span<const QueryWord> words,
                        CompoundMatch match);

}  // namespace dateline
