#include "indexer/text/wide_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

namespace dateline {
namespace {

constexpr std::size_t kLookAt = 4096;  // bytes

struct WideEncoding {
  std::string_view name;
  std::size_t unit;  // bytes
  bool little_endian;
};
constexpr std::array kEncodings = {
    WideEncoding{"UTF-32LE", 4, true}, WideEncoding{"UTF-32BE", 4, false},
    WideEncoding{"UTF-16LE", 2, true}, WideEncoding{"UTF-16BE", 2, false}};

std::uint32_t unit_at(std::string_view bytes, std::size_t at, const WideEncoding& encoding) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < encoding.unit; ++i) {
    const std::size_t place = encoding.little_endian ? encoding.unit - 1 - i : i;
    value = value << 8 | static_cast<unsigned char>(bytes[at + place]);
  }
  return value;
}

// What the characters of a text are.
struct Census {
  std::size_t characters = 0;
  std::size_t letters = 0;
  std::map<UScriptCode, std::size_t> letters_of;  // by script
};

bool is_text_character(std::uint32_t c) {
  if (c > UCHAR_MAX_VALUE) return false;
  if (c == '\t' || c == '\n' || c == '\r' || c == '\f') return true;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
      return false;
    default:
      return true;
  }
}

// Japanese has three, often in one word.
UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? USCRIPT_HAN : script;
}

// None where a character is none of a text.
std::optional<Census> census_of(std::string_view bytes, const WideEncoding& encoding) {
  Census census;
  for (std::size_t at = 0; at + encoding.unit <= bytes.size(); at += encoding.unit) {
    std::uint32_t c = unit_at(bytes, at, encoding);
    const bool paired = encoding.unit == 2 && U16_IS_LEAD(c);
    if (paired && at + 2 * encoding.unit > bytes.size()) break;  // the sample cuts it
    if (paired) {
      at += encoding.unit;
      const std::uint32_t trail = unit_at(bytes, at, encoding);
      if (!U16_IS_TRAIL(trail)) return std::nullopt;
      c = static_cast<std::uint32_t>(U16_GET_SUPPLEMENTARY(c, trail));
    }
    if (!is_text_character(c)) return std::nullopt;
    ++census.characters;
    const std::uint32_t kind = U_GET_GC_MASK(static_cast<UChar32>(c));
    if ((kind & (U_GC_L_MASK | U_GC_M_MASK)) == 0) continue;  // vowels of many scripts are marks
    ++census.letters;
    ++census.letters_of[script_of(static_cast<UChar32>(c))];
  }
  return census;
}

// Text is letters, most of them of one script. Bytes in the wrong order are of many.
bool is_text(const Census& census) {
  constexpr std::size_t kLeastLetters = 4;
  if (census.letters < kLeastLetters || census.letters * 2 < census.characters) return false;
  std::size_t most = 0;
  for (const auto& [script, letters] : census.letters_of) most = std::max(most, letters);
  return most * 5 > census.letters * 3;
}

// Text of an encoding that has ASCII as a part, with some bytes that are none. Half the bytes of
// Devanagari in UTF-16 are tabs, which are few elsewhere.
bool is_mostly_ascii(std::string_view bytes) {
  const auto printable = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return (c >= ' ' && c <= '~') || c == '\n' || c == '\r';
  });
  return static_cast<std::size_t>(printable) * 5 > bytes.size() * 4;
}

}  // namespace

std::string_view wide_charset_without_mark(std::string_view bytes) {
  bytes = bytes.substr(0, kLookAt);
  // Line breaks, spaces and digits have a zero byte in all of these.
  const bool has_zero = bytes.find('\0') != std::string_view::npos;
  if (!has_zero || is_mostly_ascii(bytes)) return {};
  for (const WideEncoding& encoding : kEncodings) {
    const std::optional<Census> census = census_of(bytes, encoding);
    if (census && is_text(*census)) return encoding.name;
  }
  return {};
}

}  // namespace dateline
