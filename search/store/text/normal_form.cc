#include "search/store/text/normal_form.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "search/base/utf8.h"

namespace dateline {
namespace {

constexpr char32_t kArabicDecimal = 0x066B;
constexpr char32_t kArabicThousands = 0x066C;

bool is_within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Letters that are others in a different shape: full and half width, mathematical, in a circle or a
// square; Roman numerals, radicals, the Lao ones for two, and ㈱ and ㎞.
bool is_other_shape(char32_t c) {
  return is_within(c, 0x2160, 0x217F) || is_within(c, 0x24B6, 0x24E9) ||
         is_within(c, 0x2F00, 0x2FD5) || is_within(c, 0x3200, 0x33FF) ||
         is_within(c, 0x0EDC, 0x0EDD) || is_within(c, 0x1F130, 0x1F149) ||
         is_within(c, 0xFF10, 0xFF19) || is_within(c, 0xFF21, 0xFF3A) ||
         is_within(c, 0xFF41, 0xFF5A) || is_within(c, 0xFF65, 0xFFDC) ||
         is_within(c, 0x1D400, 0x1D7FF) ||
         (is_within(c, 0x2102, 0x2138) && u_isalpha(static_cast<UChar32>(c)));
}

// What a character becomes that has a plain ASCII sign of the same meaning; 0 for others.
char ascii_of(char32_t c) {
  if (c < 0x80) return 0;
  if (c == kArabicDecimal) return '.';
  if (c == kArabicThousands) return ',';
  const std::int32_t digit = u_charDigitValue(static_cast<UChar32>(c));
  const bool decimal = u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER;
  return decimal && digit >= 0 ? static_cast<char>('0' + digit) : '\0';
}

// Of a character: whether it may have to be spelt otherwise, and how it is ordered among the marks
// of a letter.
struct Spelling {
  bool irregular = false;
  std::uint8_t order = 0;  // the combining class
};

Spelling spelling_slowly(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return {.irregular = u_getIntPropertyValue(code, UCHAR_NFC_QUICK_CHECK) != UNORM_YES ||
                       is_other_shape(c) || ascii_of(c) != 0,
          .order = u_getCombiningClass(code)};
}

constexpr char32_t kTableSize = 0x3400;

Spelling spelling_of(char32_t c) {
  static const auto table = [] {
    auto made = std::make_unique<std::array<Spelling, kTableSize>>();
    for (char32_t i = 0; i < kTableSize; ++i) (*made)[i] = spelling_slowly(i);
    return made;
  }();
  if (c < kTableSize) return (*table)[c];
  constexpr char32_t kLastIdeograph = 0x9FFF;
  if (c <= kLastIdeograph || is_within(c, 0xAC00, 0xD7A3)) return {};
  return spelling_slowly(c);
}

// Thai: the vowel แ, typed as two of another.
constexpr std::string_view kTwoSaraE = "\u0E40\u0E40";
constexpr std::string_view kSaraAe = "\u0E41";

// Bytes from `at` on that are regular, whatever stands around them: ASCII, Latin letters, and
// typographic quotes and dashes. 0 where one must look closer.
std::size_t plainly_regular(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xCB) return 2;
  const bool punctuation = first == 0xE2 && at + 2 < text.size() && text[at + 1] == '\x80';
  return punctuation ? 3 : 0;
}

bool is_regular(std::string_view text) {
  std::uint8_t order = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t bytes = plainly_regular(text, at); bytes > 0) {
      at += bytes;
      order = 0;
      continue;
    }
    const CodePoint c = decode_at(text, at);
    const Spelling spelling = spelling_of(c.value);
    if (text.substr(at).starts_with(kTwoSaraE)) return false;
    if (spelling.irregular || (spelling.order > 0 && spelling.order < order)) return false;
    order = spelling.order;
    at += c.bytes;
  }
  return true;
}

// The end of the characters from `at` on that may act on one another: a letter and its marks.
std::size_t end_of_cluster(std::string_view text, std::size_t at,
                           const icu::Normalizer2& compatible) {
  if (text.substr(at).starts_with(kTwoSaraE)) return at + kTwoSaraE.size();
  CodePoint c = decode_at(text, at);
  for (at += c.bytes; at < text.size(); at += c.bytes) {
    c = decode_at(text, at);
    if (c.value < 0x300 || compatible.hasBoundaryBefore(static_cast<UChar32>(c.value))) break;
  }
  return at;
}

std::string respelt(std::string_view cluster, const icu::Normalizer2& canonical,
                    const icu::Normalizer2& compatible) {
  if (cluster == kTwoSaraE) return std::string(kSaraAe);
  const CodePoint first = decode_at(cluster, 0);
  if (const char ascii = ascii_of(first.value); ascii != 0 && first.bytes == cluster.size())
    return std::string(1, ascii);
  bool shaped = false;
  for (std::size_t at = 0; at < cluster.size();) {
    const CodePoint c = decode_at(cluster, at);
    shaped = shaped || is_other_shape(c.value);
    at += c.bytes;
  }
  UErrorCode error = U_ZERO_ERROR;
  std::string result;
  (shaped ? compatible : canonical)
      .normalize(icu::UnicodeString::fromUTF8(
                     icu::StringPiece(cluster.data(), static_cast<std::int32_t>(cluster.size()))),
                 error)
      .toUTF8String(result);
  return U_SUCCESS(error) ? result : std::string(cluster);
}

}  // namespace

NormalForm::NormalForm(std::string_view text) : text_(text) {
  if (!is_regular(text)) respell(text);
}

void NormalForm::respell(std::string_view given) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const canonical = icu::Normalizer2::getNFCInstance(error);
  const icu::Normalizer2* const compatible = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) return;  // ICU without its data: words are cut as they are written
  for (std::size_t at = 0; at < given.size();) {
    const std::size_t end = end_of_cluster(given, at, *compatible);
    const std::string_view cluster = given.substr(at, end - at);
    if (is_regular(cluster)) {
      respelt_ += cluster;
    } else {
      const std::size_t begin = respelt_.size();
      respelt_ += respelt(cluster, *canonical, *compatible);
      respellings_.push_back({begin, respelt_.size(), at, end});
    }
    at = end;
  }
  text_ = respelt_;
}

std::size_t NormalForm::begin_in_given(std::size_t at) const {
  const auto behind =
      std::upper_bound(respellings_.begin(), respellings_.end(), at,
                       [](std::size_t place, const Respelling& one) { return place < one.begin; });
  if (behind == respellings_.begin()) return at;
  const Respelling& last = behind[-1];
  return at < last.end ? last.given_begin : last.given_end + (at - last.end);
}

std::size_t NormalForm::end_in_given(std::size_t at) const {
  const auto behind =
      std::lower_bound(respellings_.begin(), respellings_.end(), at,
                       [](const Respelling& one, std::size_t place) { return one.begin < place; });
  if (behind == respellings_.begin()) return at;
  const Respelling& last = behind[-1];
  return at <= last.end ? last.given_end : last.given_end + (at - last.end);
}

}  // namespace dateline
