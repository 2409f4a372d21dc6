#include "search/store/text/vietnamese.h"

#include <cstdint>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace dateline {
namespace {

bool is_tone(char16_t c) {
  constexpr std::u16string_view kTones = u"\u0300\u0301\u0303\u0309\u0323";
  return kTones.find(c) != kTones.npos;
}

}  // namespace

std::string with_tone_behind(std::string_view syllable) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(error)->normalize(
      icu::UnicodeString::fromUTF8({syllable.data(), static_cast<std::int32_t>(syllable.size())}),
      error);
  icu::UnicodeString letters;
  icu::UnicodeString tones;
  for (std::int32_t i = 0; i < parts.length(); ++i)
    (is_tone(parts[i]) ? tones : letters).append(parts[i]);
  std::string result;
  (letters + tones).toUTF8String(result);
  return U_SUCCESS(error) ? result : std::string(syllable);
}

}  // namespace dateline
