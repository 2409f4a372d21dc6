#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/dates/date_text.h"

namespace dateline {

// How sure it is that the start of a paragraph is a dateline.
enum class Certainty : std::uint8_t {
  likely,   // "Tehran – ", "Berlin. ": may only be taken where the body opens
  certain,  // "MOSCOW, January 25. /TASS/. ", "LONDON (Reuters) - "
};

// What opens the first paragraph of a wire story.
struct Dateline {
  std::string place;  // in title case; empty in "(Reuters) - "
  std::string source;
  DateParts date;         // often without a year
  std::size_t bytes = 0;  // what to cut from the paragraph
  Certainty certainty = Certainty::likely;
};

// Reads the dateline that opens `paragraph`, in the styles of docs/extraction.md. None where the
// paragraph opens with a sentence, or nothing but the dateline is in it.
std::optional<Dateline> read_dateline(std::string_view paragraph);

}  // namespace dateline
