#include "search/query_text.h"

#include <unicode/uchar.h>

#include "search/fold.h"
#include "search/tokenizer.h"

namespace dateline {

CodePoint decode_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return decode_at(text, begin);
}

bool is_space(char32_t character) {
  if (character < 0x80) return character <= ' ' || character == 0x7F;
  constexpr char32_t kZeroWidthSpace = 0x200B;
  constexpr char32_t kByteOrderMark = 0xFEFF;
  const UChar32 c = static_cast<UChar32>(character);
  return u_isUWhiteSpace(c) || u_iscntrl(c) || character == kZeroWidthSpace ||
         character == kByteOrderMark;
}

std::size_t count_searchable(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    const CharClass kind = char_class(c.value);
    if (kind != CharClass::other && kind != CharClass::mark) ++count;
    at += c.bytes;
  }
  return count;
}

std::size_t count_parts(std::string_view text) {
  Tokenizer tokens(text);
  std::size_t parts = 0;
  while (tokens.next() != nullptr) ++parts;
  return parts;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const CodePoint first = decode_at(text, 0);
    if (!is_space(first.value)) break;
    text.remove_prefix(first.bytes);
  }
  while (!text.empty()) {
    const CodePoint last = decode_before(text, text.size());
    if (!is_space(last.value)) break;
    text.remove_suffix(last.bytes);
  }
  return text;
}

bool has_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    if (is_space(c.value)) return true;
    at += c.bytes;
  }
  return false;
}

}  // namespace dateline
