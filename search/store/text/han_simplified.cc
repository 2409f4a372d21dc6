#include "search/store/text/han_simplified.h"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace dateline {
namespace {

constexpr char32_t kFirst = 0x3400;
constexpr char32_t kLast = 0x9FFF;

using Table = std::array<char16_t, kLast - kFirst + 1>;

// All characters in one go, a line each, so that no rule of two characters applies. 30 ms, where a
// text has one.
std::unique_ptr<const Table> make_table() {
  auto table = std::make_unique<Table>();
  icu::UnicodeString lines;
  for (char32_t c = kFirst; c <= kLast; ++c) {
    (*table)[c - kFirst] = static_cast<char16_t>(c);
    lines.append(static_cast<UChar32>(c)).append(u'\n');
  }
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> to_simplified(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
  if (U_FAILURE(error)) return table;  // ICU without its data: two spellings stay two
  to_simplified->transliterate(lines);
  char32_t c = kFirst;
  for (int32_t begin = 0; begin < lines.length() && c <= kLast; ++c) {
    const int32_t end = std::max(lines.indexOf(u'\n', begin), begin);
    if (end == begin + 1) (*table)[c - kFirst] = lines.charAt(begin);
    begin = end + 1;
  }
  return table;
}

}  // namespace

char32_t simplified(char32_t c) {
  static const std::unique_ptr<const Table> table = make_table();
  return c >= kFirst && c <= kLast ? (*table)[c - kFirst] : c;
}

}  // namespace dateline
