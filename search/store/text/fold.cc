#include "search/store/text/fold.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/text/han_simplified.h"
#include "search/store/text/normal_form.h"

namespace dateline {
namespace {

// Characters below this bound (Latin, Greek, Cyrillic, Arabic, Hebrew and others) are folded by
// table.
constexpr char32_t kTableSize = 0x3000;

UScriptCode script_of(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error);
}

// Of Thai and Lao, AM is a vowel and the mark above it in one character.
bool is_am(char32_t c) { return c == 0x0E33 || c == 0x0EB3; }

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
    case U'ŀ':
    case U'Ŀ':
      return "l";
    case U'ŉ':
      return "n";
    case U'ə':
    case U'Ə':
      return "a";
    case U'ё':
    case U'Ё':
      return "е";
    case U'ς':
      return "σ";
    // Persian, Urdu, Kurdish and Arabic write these letters one for the other.
    case U'ی':
    case U'ى':
    case U'ے':
    case U'ۓ':
    case U'ێ':
      return "ي";
    case U'ک':
      return "ك";
    case U'ہ':
    case U'ھ':
    case U'ۀ':
    case U'ۂ':
    case U'ە':
    case U'ة':
    case U'ۃ':
      return "ه";
    case U'ٱ':
      return "ا";
    case U'ۆ':
      return "و";
    case U'ڕ':
      return "ر";
    case U'ڵ':
      return "ل";
    // Malayalam consonants without a vowel, which older text writes with a sign for that.
    case U'ൺ':
      return "ണ്";
    case U'ൻ':
      return "ന്";
    case U'ർ':
      return "ര്";
    case U'ൽ':
      return "ല്";
    case U'ൾ':
      return "ള്";
    case U'ൿ':
      return "ക്";
    case U'ँ':
      return "ं";  // Hindi writes either before most vowels
    case U'ـ':
    case U'़':
      return "";  // Arabic tatweel only stretches a word; Hindi leaves the nukta out as often as
                  // not
    default:
      return {};
  }
}

bool has_special_fold(char32_t c) { return c == U'ـ' || c == U'़' || !special_fold(c).empty(); }

bool is_within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Letters of which Unicode knows no simpler form: ideographs, kana and Hangul syllables.
bool is_ideograph(char32_t c) { return is_within(c, 0x3400, 0x9FFF); }
bool is_plain_syllable(char32_t c) {
  return is_within(c, 0x3041, 0x3096) || is_within(c, 0x30A1, 0x30FC) ||
         is_within(c, 0xAC00, 0xD7A3);
}

// Georgian wrote capitals and small letters of another shape, which news sets for ornament.
char32_t modern_georgian(char32_t c) {
  if (is_within(c, 0x10A0, 0x10C5)) return c - 0x10A0 + 0x10D0;
  if (is_within(c, 0x2D00, 0x2D25)) return c - 0x2D00 + 0x10D0;
  return c;
}

// Amharic writes the same sound with letters of several series: ሠላም, ሰላም.
char32_t usual_ethiopic(char32_t c) {
  if (!is_within(c, 0x1200, 0x1346)) return c;
  if (is_within(c, 0x1210, 0x1216)) c -= 0x10;             // ሐ as ሀ
  if (is_within(c, 0x1280, 0x1286)) c -= 0x80;             // ኀ
  if (is_within(c, 0x1220, 0x1226)) c += 0x10;             // ሠ as ሰ
  if (is_within(c, 0x12D0, 0x12D6)) c -= 0x30;             // ዐ as አ
  if (is_within(c, 0x1340, 0x1346)) c -= 0x08;             // ፀ as ጸ
  return c == 0x1203 ? 0x1200 : c == 0x12A3 ? 0x12A0 : c;  // ሃ as ሀ, ኣ as አ
}

std::string fold_slowly(char32_t c) {
  c = usual_ethiopic(c);
  if (has_special_fold(c)) return std::string(special_fold(c));
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFKCInstance(error);
  const icu::Locale& root = icu::Locale::getRoot();
  // Capitals may be hidden in what is composed of others: ℡ is TEL.
  const icu::UnicodeString lower =
      compose
          ->normalize(icu::UnicodeString(static_cast<UChar32>(modern_georgian(c))).toLower(root),
                      error)
          .toLower(root);
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
  if (is_mark(c) || is_am(c)) return CharClass::mark;
  if (c == U'ـ') return CharClass::mark;
  if (is_within(c, U'₀', U'₉')) return CharClass::digit;  // H₂O; a raised ² may be a footnote's
  if (c == U'ー') return CharClass::single;
  if (!u_isalnum(code)) return CharClass::other;
  if (u_getIntPropertyValue(code, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
    return CharClass::single;  // Thai, Lao, Khmer, Burmese, Tai: lines break by dictionary
  switch (script_of(c)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_TIBETAN:
      return CharClass::single;
    default:
      return CharClass::letter;
  }
}

constexpr char32_t kVirama = 0x094D;

// Of the Devanagari stops, which stand in rows of five with their nasal last, the row; -1 of
// others.
int stop_row(char32_t c) {
  if (is_within(c, 0x0915, 0x0928)) return static_cast<int>((c - 0x0915) / 5);
  return is_within(c, 0x092A, 0x092E) ? 4 : -1;
}
bool is_nasal(char32_t c) {
  return c == 0x0919 || c == 0x091E || c == 0x0923 || c == 0x0928 || c == 0x092E;
}

// Hindi writes the nasal before a stop as a letter or as a dot: हिन्दी, हिंदी. The dot stands for
// both.
void settle_nasals(std::string& folded) {
  constexpr std::string_view kViramaBytes = "\u094D";
  if (folded.find(kViramaBytes) == folded.npos) return;
  const std::u32string points = code_points(folded);
  folded.clear();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool before_stop = i + 2 < points.size() && is_nasal(points[i]) &&
                             points[i + 1] == kVirama && !is_nasal(points[i + 2]) &&
                             stop_row(points[i]) == stop_row(points[i + 2]);
    append_utf8(folded, before_stop ? U'ं' : points[i]);
    if (before_stop) ++i;
  }
}

// AM and the tone of its syllable are typed in any order: the tone comes first.
void settle_am(std::string& folded) {
  constexpr std::string_view kThai = "\u0E4D";
  constexpr std::string_view kLao = "\u0ECD";
  for (const std::string_view ring : {kThai, kLao}) {
    const unsigned char tones = ring == kThai ? 0xB9 : 0xBB;  // E0 B9 88 to 8B, E0 BB 88 to 8B
    for (std::size_t at = folded.find(ring); at != folded.npos; at = folded.find(ring, at + 3)) {
      if (at + 6 > folded.size() || static_cast<unsigned char>(folded[at + 3]) != 0xE0 ||
          static_cast<unsigned char>(folded[at + 4]) != tones)
        continue;
      const auto last = static_cast<unsigned char>(folded[at + 5]);
      if (last < 0x88 || last > 0x8B) continue;
      std::rotate(folded.begin() + static_cast<std::ptrdiff_t>(at),
                  folded.begin() + static_cast<std::ptrdiff_t>(at + 3),
                  folded.begin() + static_cast<std::ptrdiff_t>(at + 6));
    }
  }
}

// Armenian has a letter for two, of which the capitals are others: և is ԵՎ.
void settle_armenian(std::string& folded) {
  constexpr std::string_view kNew = "\u0565\u057E";
  constexpr std::string_view kOld = "\u0565\u0582";
  if (folded.find(kNew[0]) == folded.npos) return;
  for (std::size_t at = folded.find(kNew); at != folded.npos; at = folded.find(kNew, at))
    folded.replace(at, kNew.size(), kOld);
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
  if (is_ideograph(c) || is_plain_syllable(c)) return CharClass::single;
  return c < kTableSize ? tables().classes[c] : classify_slowly(c);
}

bool is_upper(char32_t c) {
  // Georgian has no capitals but for emphasis (Mtavruli) and ornament (Asomtavruli): they tell
  // neither a name nor an acronym.
  if (is_within(c, 0x1C90, 0x1CBF) || is_within(c, 0x10A0, 0x10C5)) return false;
  return c < kTableSize ? tables().upper[c] : u_isupper(static_cast<UChar32>(c)) != 0;
}

void append_lower(std::string& out, char32_t c) {
  if (c == U'İ') c = U'i';
  if (is_within(c, U'₀', U'₉')) c = U'0' + (c - U'₀');
  append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
}

void append_upper(std::string& out, char32_t c) {
  append_utf8(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))));
}

void append_folded(std::string& out, char32_t c) {
  if (c < kTableSize) {
    out += tables().folded[c];
  } else if (is_ideograph(c)) {
    append_utf8(out, simplified(c));
  } else if (is_plain_syllable(c)) {
    append_utf8(out, c);
  } else {
    out += fold_slowly(c);
  }
}

std::string fold(std::string_view text) {
  const bool is_ascii =
      std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (is_ascii) return ascii::lower(text);
  const NormalForm normal(text);
  text = normal.text();
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    append_folded(result, c.value);
    at += c.bytes;
  }
  settle_spelling(result);
  return result;
}

void settle_spelling(std::string& folded) {
  settle_armenian(folded);
  constexpr char kLead = '\xE0';  // of Devanagari, Thai and Lao
  if (folded.find(kLead) == folded.npos) return;
  settle_nasals(folded);
  settle_am(folded);
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
