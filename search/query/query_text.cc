#include "search/query/query_text.h"

#include <unicode/uchar.h>

#include "search/store/text/fold.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && char_class(decode_at(text, at).value) == CharClass::digit;
}

bool is_digit_before(std::string_view text, std::size_t at) {
  return at > 0 && char_class(decode_before(text, at).value) == CharClass::digit;
}

// The bytes of what parts two words at `at`, where no space does; 0 where nothing does.
std::size_t separator_at(std::string_view text, std::size_t at) {
  const CodePoint c = decode_at(text, at);
  switch (c.value) {
    case U',':
    case U'—':
    case U'―':
      return is_digit_before(text, at) && is_digit_at(text, at + c.bytes) ? 0 : c.bytes;
    case U';':
    case U'|':
    case U'…':
    case U'，':
    case U'；':
    case U'、':
    case U'。':
    case U'،':
    case U'؛':
      return c.bytes;
    case U'-':
      return text.substr(at, 2) == "--" ? 2 : 0;
    case U'.':
      return text.substr(at, 3) == "..." ? 3 : 0;
    default:
      return 0;
  }
}

}  // namespace

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

bool has_word_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    const CharClass kind = char_class(c.value);
    if (kind == CharClass::letter || kind == CharClass::single) return true;
    at += c.bytes;
  }
  return false;
}

std::size_t count_parts(std::string_view text) {
  Tokenizer tokens(text);
  constexpr std::size_t kCharacters = 4;  // of such a word
  std::size_t words = 0;
  std::size_t characters = 0;
  while (const Token* const token = tokens.next()) ++(token->single ? characters : words);
  return words + (characters + kCharacters - 1) / kCharacters;
}

std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  std::size_t end = 0;
  while (end < text.size()) {
    const CodePoint c = decode_at(text, end);
    if (is_space(c.value)) break;
    end += c.bytes;
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

std::vector<WordPart> parts_of_text(std::string_view text) {
  std::vector<WordPart> parts;
  std::size_t begin = 0;
  bool behind_bar = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = separator_at(text, at);
    if (bytes == 0) {
      at += decode_at(text, at).bytes;
      continue;
    }
    parts.push_back({text.substr(begin, at - begin), behind_bar});
    behind_bar = text[at] == '|';
    at += bytes;
    begin = at;
  }
  parts.push_back({text.substr(begin), behind_bar});
  std::erase_if(parts, [](const WordPart& part) { return count_searchable(part.text) == 0; });
  if (parts.size() == 1) parts.front() = {text};
  return parts;
}

bool has_capital_and_small(std::string_view text) {
  bool capital = false;
  bool small = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    if (char_class(c.value) == CharClass::letter) (is_upper(c.value) ? capital : small) = true;
    at += c.bytes;
  }
  return capital && small;
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
