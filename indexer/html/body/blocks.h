#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/html/dom/dom.h"

namespace dateline::html {

// A run of text that is shown as one: a paragraph, a heading, a list item, a row of a table.
struct Block {
  std::uint32_t node = 0;   // the nearest element around it that starts a line
  std::uint32_t first = 0;  // its first text node
  std::uint32_t link = 0;   // its first <a href>; 0 for none
  std::string text;         // white space collapsed, never empty
  std::size_t characters = 0;
  std::size_t link_characters = 0;  // of them, inside <a href>
  std::size_t words = 0;
  int heading = 0;  // 1 to 6; 0 for all that is no heading
  bool ends_sentence = false;

  double link_density() const {
    return static_cast<double>(link_characters) / static_cast<double>(characters);
  }
};

// Whether what is written for browsers that run no scripts is shown.
enum class Scripts : std::uint8_t { run, off };

// The blocks of a page in the order of the document. Text that is never shown (scripts, forms'
// controls) is in none. <br><br> ends a block as a paragraph does, and the cells of a row that hold
// only text are one block.
std::vector<Block> split_into_blocks(const Page& page, Scripts scripts = Scripts::run);

}  // namespace dateline::html
