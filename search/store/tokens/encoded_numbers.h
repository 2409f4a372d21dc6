#pragma once

#include <cstddef>
#include <string_view>

#include "search/store/tokens/token_stream.h"

// Where the numbers of a token stream begin and end, and what they are, told from the bytes around
// them without reading the stream from its start.
namespace dateline {

inline bool begins_number(std::string_view stream, std::size_t at) {
  return at == 0 || (stream[at - 1] & 0x80) == 0;
}

// Where the number that ends before `end` begins.
inline std::size_t begin_of_number(std::string_view stream, std::size_t end) {
  std::size_t begin = end - 1;
  while (!begins_number(stream, begin)) --begin;
  return begin;
}

// Whether the number that begins at `at`, and is no mark, is a word: otherwise it belongs to the
// mark before it, as the length of a sentence or the kind of a block. Behind a number that is no
// mark, and at the start of the stream, nothing is left open; from there on marks and what belongs
// to them take turns, and where both look like marks, their number tells.
inline bool is_word(std::string_view stream, std::size_t at) {
  const auto is_like_mark = [&](std::size_t begin) {
    return static_cast<unsigned char>(stream[begin]) < token_codes::kFirstForm &&
           begins_number(stream, begin);
  };
  std::size_t marks = 0;
  while (marks < at && is_like_mark(at - marks - 1)) ++marks;
  return marks % 2 == 0;
}

}  // namespace dateline
