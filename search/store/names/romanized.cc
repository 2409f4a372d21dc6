#include "search/store/names/romanized.h"

#include <algorithm>
#include <array>

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "search/base/ascii.h"
#include "search/base/utf8.h"

namespace dateline {
namespace {

// The systems of English newspapers where there is one, then what has a system of scholars only.
constexpr const char* kRules =
    "Russian-Latin/BGN; Cyrillic-Latin; Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII; Lower";

bool is_letter(char c) { return ascii::is_lower(c); }

bool is_ascii_word(std::string_view word) {
  return std::all_of(word.begin(), word.end(), is_letter);
}

UScriptCode script_of_first(std::string_view word) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(decode_at(word, 0).value), &error);
}

}  // namespace

struct Romanizer::Rules {
  std::unique_ptr<const icu::Transliterator> transliterator;
};

Romanizer::Romanizer() {
  UErrorCode error = U_ZERO_ERROR;
  // Null where ICU was built without its data: names of other scripts are then only themselves.
  rules_ = std::make_unique<const Rules>(Rules{std::unique_ptr<const icu::Transliterator>(
      icu::Transliterator::createInstance(kRules, UTRANS_FORWARD, error))});
}

Romanizer::~Romanizer() = default;
Romanizer::Romanizer(Romanizer&&) noexcept = default;
Romanizer& Romanizer::operator=(Romanizer&&) noexcept = default;

std::string Romanizer::operator()(std::string_view folded) const {
  if (is_ascii_word(folded)) return std::string(folded);
  if (!rules_->transliterator) return {};
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8({folded.data(), static_cast<std::int32_t>(folded.size())});
  rules_->transliterator->transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  std::erase(latin, '\'');  // soft signs, and other letters that English has not
  return is_ascii_word(latin) ? latin : std::string();
}

bool lacks_vowels(std::string_view word) {
  if (word.empty() || ascii::is_lower(word.front())) return false;
  constexpr std::array kScripts = {USCRIPT_ARABIC, USCRIPT_HEBREW, USCRIPT_SYRIAC};
  return std::find(kScripts.begin(), kScripts.end(), script_of_first(word)) != kScripts.end();
}

bool has_capitals(std::string_view word) {
  if (word.empty() || ascii::is_lower(word.front())) return true;
  const auto c = static_cast<UChar32>(decode_at(word, 0).value);
  // Georgian has capitals for headlines only.
  return script_of_first(word) != USCRIPT_GEORGIAN && u_toupper(c) != c;
}

}  // namespace dateline
