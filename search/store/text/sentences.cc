#include "search/store/text/sentences.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

// The word that ends at `end`, as bytes.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && ascii::is_letter_byte(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

bool is_abbreviation(std::string_view word) {
  constexpr std::array<std::string_view, 43> kAbbreviations = {
      "Apr", "Aug", "Capt", "Co",   "Col", "Corp", "Dec", "Dr",   "Feb",    "Gen", "Gov",
      "Hon", "Inc", "Jan",  "Jr",   "Lt",  "Ltd",  "Maj", "Mr",   "Mrs",    "Ms",  "Mt",
      "No",  "Nov", "Oct",  "Prof", "Rep", "Rev",  "Sen", "Sept", "Sgt",    "Sr",  "St",
      "vs",  "bzw", "Nr",   "Sra",  "Mme", "Hr",   "Str", "ca",   "approx", "Sep"};
  if (word.size() == 1) return true;  // an initial
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

// Length of a closing quote or bracket at `at`.
std::size_t closing_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  if (rest.starts_with('"') || rest.starts_with('\'') || rest.starts_with(')') ||
      rest.starts_with(']'))
    return 1;
  if (rest.starts_with("\u00BB")) return 2;
  if (rest.starts_with("\u201D") || rest.starts_with("\u2019") || rest.starts_with("\u201C"))
    return 3;
  return 0;
}

bool is_ascii_end(char c) { return c == '.' || c == '!' || c == '?'; }

// Length of the mark at `at` that ends a sentence; 0 for any other character.
std::size_t end_mark_at(std::string_view text, std::size_t at) {
  if (is_ascii_end(text[at])) return 1;
  const std::string_view rest = text.substr(at, 3);
  if (rest == "\u2026" || rest == "\u3002" || rest == "\uFF01" || rest == "\uFF1F") return 3;
  return 0;
}

// Bytes that end_mark_at() looks at more closely: the ASCII marks, and the first of the others.
constexpr std::array<bool, 256> kMayEnd = [] {
  std::array<bool, 256> may{};
  for (const unsigned char c : {'.', '!', '?', '\xE2', '\xE3', '\xEF'}) may[c] = true;
  return may;
}();

// Where the next mark may be, from `at` on; the end of the text if there is none.
std::size_t skip_to_mark(std::string_view text, std::size_t at) {
  while (at < text.size() && !kMayEnd[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

bool starts_with_small_letter(std::string_view text, std::size_t at) {
  const CodePoint c = decode_at(text, at);
  if (char_class(c.value) != CharClass::letter || is_upper(c.value)) return false;
  std::string lower;
  append_lower(lower, c.value);
  std::string same;
  append_utf8(same, c.value);
  return c.value < 0x600 && lower == same;  // scripts beyond have no capitals
}

}  // namespace

std::vector<std::size_t> sentence_starts(std::string_view paragraph) {
  std::vector<std::size_t> starts;
  if (paragraph.empty()) return starts;
  starts.push_back(0);
  for (std::size_t at = skip_to_mark(paragraph, 0); at < paragraph.size();
       at = skip_to_mark(paragraph, at)) {
    const std::size_t mark = end_mark_at(paragraph, at);
    if (mark == 0) {
      ++at;
      continue;
    }
    std::size_t next = at + mark;
    while (next < paragraph.size() && is_ascii_end(paragraph[next])) ++next;
    while (next < paragraph.size() && closing_at(paragraph, next) > 0)
      next += closing_at(paragraph, next);
    const bool full_width = mark == 3 && paragraph.substr(at, 3) != "\u2026";
    const bool abbreviated = paragraph[at] == '.' && is_abbreviation(word_before(paragraph, at));
    const std::size_t space = next;
    while (next < paragraph.size() && paragraph[next] == ' ') ++next;
    const bool ends = next < paragraph.size() && (full_width || next > space) && !abbreviated &&
                      !starts_with_small_letter(paragraph, next);
    if (ends) starts.push_back(next);
    at = std::max(next, at + mark);
  }
  return starts;
}

}  // namespace dateline
