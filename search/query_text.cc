#include "search/query_text.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dateline {
namespace {

bool is_ideograph_like(char32_t character) {
  const UChar32 c = static_cast<UChar32>(character);
  const int breaking = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
  return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || breaking == U_LB_IDEOGRAPHIC ||
         breaking == U_LB_COMPLEX_CONTEXT || breaking == U_LB_CONDITIONAL_JAPANESE_STARTER;
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(text.data(), at, text.size(), c);
    if (c < 0) return false;
  }
  return true;
}

Character character_at(std::string_view text, std::size_t at) {
  std::size_t next = at;
  char32_t c = 0;
  U8_NEXT_UNSAFE(text.data(), next, c);
  return {.value = c, .bytes = next - at};
}

Character character_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  char32_t c = 0;
  U8_PREV_UNSAFE(text.data(), begin, c);
  return {.value = c, .bytes = at - begin};
}

bool is_space(char32_t character) {
  if (character < 0x80) return character <= ' ' || character == 0x7F;
  constexpr char32_t kZeroWidthSpace = 0x200B;
  constexpr char32_t kByteOrderMark = 0xFEFF;
  const UChar32 c = static_cast<UChar32>(character);
  return u_isUWhiteSpace(c) || u_iscntrl(c) || character == kZeroWidthSpace ||
         character == kByteOrderMark;
}

bool is_searchable(char32_t character) {
  if (character < 0x80) return u_isalnum(static_cast<UChar32>(character)) != 0;
  return (U_GET_GC_MASK(static_cast<UChar32>(character)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

std::size_t count_searchable(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (is_searchable(c.value)) ++count;
    at += c.bytes;
  }
  return count;
}

std::size_t count_parts(std::string_view text) {
  std::size_t parts = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    const bool searchable = is_searchable(c.value);
    const bool alone = searchable && c.value >= 0x80 && is_ideograph_like(c.value);
    if (searchable && (alone || !inside)) ++parts;
    inside = searchable && !alone;
    at += c.bytes;
  }
  return parts;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const Character first = character_at(text, 0);
    if (!is_space(first.value)) break;
    text.remove_prefix(first.bytes);
  }
  while (!text.empty()) {
    const Character last = character_before(text, text.size());
    if (!is_space(last.value)) break;
    text.remove_suffix(last.bytes);
  }
  return text;
}

bool has_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (is_space(c.value)) return true;
    at += c.bytes;
  }
  return false;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  const auto same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b;
  };
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), same);
}

}  // namespace dateline
