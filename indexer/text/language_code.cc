#include "indexer/text/language_code.h"

#include <string>
#include <unordered_map>

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include "indexer/text/text_shape.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

// Codes of countries that are written for languages, codes that are out of use, and the second set
// of three letters that ISO 639 has for twenty languages.
const std::unordered_map<std::string_view, std::string_view>& other_codes() {
  static const std::unordered_map<std::string_view, std::string_view> codes = {
      {"cn", "zh"},  {"cz", "cs"},  {"dk", "da"},  {"gr", "el"},  {"jp", "ja"},  {"kr", "ko"},
      {"ua", "uk"},  {"vn", "vi"},  {"in", "id"},  {"iw", "he"},  {"ji", "yi"},  {"jw", "jv"},
      {"mo", "ro"},  {"alb", "sq"}, {"arm", "hy"}, {"baq", "eu"}, {"bur", "my"}, {"chi", "zh"},
      {"cze", "cs"}, {"dut", "nl"}, {"fre", "fr"}, {"geo", "ka"}, {"ger", "de"}, {"gre", "el"},
      {"ice", "is"}, {"mac", "mk"}, {"mao", "mi"}, {"may", "ms"}, {"per", "fa"}, {"rum", "ro"},
      {"slo", "sk"}, {"tib", "bo"}, {"wel", "cy"}};
  return codes;
}

std::string display_name(const char* code, const char* in) {
  icu::UnicodeString name;
  constexpr std::int32_t kLongest = 100;
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t size =
      uloc_getDisplayLanguage(code, in, name.getBuffer(kLongest), kLongest, &error);
  name.releaseBuffer(U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING ? size : 0);
  std::string text;
  return fold_case(name.toUTF8String(text));
}

// The codes of languages by their names in English and in themselves, in small letters.
const std::unordered_map<std::string, std::string>& codes_by_name() {
  static const std::unordered_map<std::string, std::string> codes = [] {
    std::unordered_map<std::string, std::string> made;
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
      made.emplace(display_name(*code, "en"), *code);
      made.emplace(display_name(*code, *code), *code);
    }
    return made;
  }();
  return codes;
}

bool is_iso_code(const std::string& code) { return *uloc_getISO3Language(code.c_str()) != '\0'; }

}  // namespace

std::string language_code(std::string_view written) {
  const std::string_view text = trim_spaces(written);
  const std::string tag = ascii::lower(text.substr(0, text.find_first_of("-_, ;")));
  if (const auto other = other_codes().find(tag); other != other_codes().end()) {
    return std::string(other->second);
  }
  if ((tag.size() == 2 || tag.size() == 3) && is_iso_code(tag)) {
    constexpr std::int32_t kLongest = 12;
    char code[kLongest] = {};
    UErrorCode error = U_ZERO_ERROR;
    uloc_getLanguage(tag.c_str(), code, kLongest, &error);  // "eng" is "en"
    return U_SUCCESS(error) ? code : std::string();
  }
  const auto named = codes_by_name().find(fold_case(text));
  return named == codes_by_name().end() ? std::string() : named->second;
}

}  // namespace dateline
