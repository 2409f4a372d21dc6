#include "search/fold.h"

#include <array>
#include <memory>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "search/utf8.h"

namespace dateline {
namespace {

// Characters below this bound (Latin, Greek, Cyrillic, Arabic, Hebrew and others) are folded by
// table.
constexpr char32_t kTableSize = 0x3000;

UScriptCode script_of(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error);
}

bool is_mark(char32_t c) {
  const auto category = u_charType(static_cast<UChar32>(c));
  return category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK ||
         category == U_ENCLOSING_MARK;
}

bool drops_marks(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_ARABIC ||
         script == USCRIPT_HEBREW || script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

// Letters that Unicode does not decompose and that news spells both ways.
std::string_view special_fold(char32_t c) {
  switch (c) {
    case U'ß':
    case U'ẞ':
      return "ss";
    case U'æ':
    case U'Æ':
      return "ae";
    case U'œ':
    case U'Œ':
      return "oe";
    case U'ø':
    case U'Ø':
      return "o";
    case U'đ':
    case U'Đ':
    case U'ð':
    case U'Ð':
      return "d";
    case U'ł':
    case U'Ł':
      return "l";
    case U'ħ':
    case U'Ħ':
      return "h";
    case U'ŧ':
    case U'Ŧ':
      return "t";
    case U'þ':
    case U'Þ':
      return "th";
    case U'ı':
    case U'İ':
      return "i";
    case U'ŋ':
    case U'Ŋ':
      return "n";
    case U'ə':
    case U'Ə':
      return "a";
    case U'ё':
    case U'Ё':
      return "е";
    case U'ـ':
      return "";  // Arabic tatweel only stretches a word
    default:
      return {};
  }
}

bool has_special_fold(char32_t c) { return c == U'ـ' || !special_fold(c).empty(); }

std::string fold_slowly(char32_t c) {
  if (has_special_fold(c)) return std::string(special_fold(c));
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFKCInstance(error);
  const icu::UnicodeString lower =
      icu::UnicodeString(static_cast<UChar32>(c)).toLower(icu::Locale::getRoot());
  std::string result;
  if (!drops_marks(script_of(c))) {
    compose->normalize(lower, error).toUTF8String(result);
    return result;
  }
  const icu::UnicodeString parts = decompose->normalize(lower, error);
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    if (!is_mark(part)) append_utf8(result, part);
  }
  return result;
}

CharClass classify_slowly(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  if (u_isdigit(code)) return CharClass::digit;
  if (is_mark(c)) return CharClass::mark;
  if (c == U'ـ') return CharClass::mark;
  if (!u_isalnum(code)) return CharClass::other;
  switch (script_of(c)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
      return CharClass::single;
    default:
      return CharClass::letter;
  }
}

struct Tables {
  std::array<CharClass, kTableSize> classes;
  std::array<std::string, kTableSize> folded;  // short strings: no allocation
  std::array<bool, kTableSize> upper;

  Tables() {
    for (char32_t c = 0; c < kTableSize; ++c) {
      classes[c] = classify_slowly(c);
      folded[c] = fold_slowly(c);
      upper[c] = u_isupper(static_cast<UChar32>(c)) != 0;
    }
  }
};

const Tables& tables() {
  static const auto made = std::make_unique<const Tables>();
  return *made;
}

}  // namespace

CharClass char_class(char32_t c) {
  return c < kTableSize ? tables().classes[c] : classify_slowly(c);
}

bool is_upper(char32_t c) {
  return c < kTableSize ? tables().upper[c] : u_isupper(static_cast<UChar32>(c)) != 0;
}

void append_lower(std::string& out, char32_t c) {
  if (c == U'İ') c = U'i';
  append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
}

void append_upper(std::string& out, char32_t c) {
  append_utf8(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))));
}

void append_folded(std::string& out, char32_t c) {
  if (c < kTableSize) {
    out += tables().folded[c];
  } else {
    out += fold_slowly(c);
  }
}

std::string fold(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    append_folded(result, c.value);
    at += c.bytes;
  }
  return result;
}

std::string fold_value(std::string_view text) {
  std::string result;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint c = decode_at(text, at);
    at += c.bytes;
    if (u_isUWhiteSpace(static_cast<UChar32>(c.value)) || c.value == 0xFEFF || c.value < 0x20) {
      space = true;
      continue;
    }
    if (space && !result.empty()) result += ' ';
    space = false;
    if (c.value == U'’' || c.value == U'‘' || c.value == U'ʼ') c.value = U'\'';
    if (c.value == U'“' || c.value == U'”' || c.value == U'„') c.value = U'"';
    if (c.value >= U'‐' && c.value <= U'―') c.value = U'-';
    append_folded(result, c.value);
  }
  return result;
}

}  // namespace dateline
