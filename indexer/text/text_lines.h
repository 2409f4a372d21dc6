#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A line of a text that is not blank.
struct TextLine {
  std::string text;               // clean, see text_clean.h
  std::size_t blank_before = 0;   // blank lines between this one and the one before
  std::vector<std::size_t> gaps;  // bytes of `text` where a tab or a wide gap parted columns
};

// The lines of a text that are not blank. Line breaks are LF, CRLF, CR, VT, FF and the separators
// of Unicode. Where a text is broken at a width ("hard-wrapped"), its paragraphs are put together.
std::vector<TextLine> split_lines(std::string_view text);

}  // namespace dateline
