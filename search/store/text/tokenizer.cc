#include "search/store/text/tokenizer.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

#include "search/base/utf8.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxWordBytes =
    64;                                 // a longer word is noise; Xapian's terms end at 245 bytes
constexpr std::size_t kMaxAcronym = 8;  // letters
constexpr std::size_t kMaxCompoundParts = 4;
constexpr std::size_t kLongLoanWord = 3;        // characters of katakana
constexpr std::size_t kLongestBeforePoint = 5;  // letters of a degree: Pharm.D.

bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_letter(char c) { return is_ascii_lower(c) || is_ascii_upper(c); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
char to_ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }

CharClass class_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return CharClass::other;
  const char c = text[at];
  if (is_ascii_letter(c)) return CharClass::letter;
  if (is_ascii_digit(c)) return CharClass::digit;
  if (static_cast<unsigned char>(c) < 0x80) return CharClass::other;
  return char_class(decode_at(text, at).value);
}

bool word_at(std::string_view text, std::size_t at) {
  const CharClass c = class_at(text, at);
  return c == CharClass::letter || c == CharClass::digit;
}

// Length of the apostrophe at `at`: the typewriter's ' and `, the typographic ‘ ’ ‛ ´ ＇ ｀, the
// primes ′ ‵, the letters ʻ ʼ ʽ ʾ ʿ ꞌ of Hawaii, the Qurʾan and Oʻzbekiston, the Armenian one and
// the Hebrew geresh ׳; 0 if there is none.
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  const auto is_one_of = [&](std::initializer_list<std::string_view> choices) {
    return std::any_of(choices.begin(), choices.end(),
                       [&](std::string_view choice) { return rest.starts_with(choice); });
  };
  switch (text[at]) {
    case '\'':
    case '`':
      return 1;
    case '\xC2':
      return is_one_of({"\u00B4"}) ? 2 : 0;
    case '\xCA':
      return is_one_of({"\u02B9", "\u02BB", "\u02BC", "\u02BD", "\u02BE", "\u02BF"}) ? 2 : 0;
    case '\xD5':
      return is_one_of({"\u055A"}) ? 2 : 0;
    case '\xD7':
      return is_one_of({"\u05F3"}) ? 2 : 0;
    case '\xE2':
      return is_one_of({"\u2019", "\u2018", "\u201B", "\u2032", "\u2035"}) ? 3 : 0;
    case '\xEA':
      return is_one_of({"\uA78B", "\uA78C"}) ? 3 : 0;
    case '\xEF':
      return is_one_of({"\uFF07", "\uFF40"}) ? 3 : 0;
    default:
      return 0;
  }
}

// Persian parts words by a joiner without width that others write as one, or apart: می‌شود.
bool is_arabic(char32_t c) { return c >= 0x0600 && c <= 0x06FF; }

bool is_hebrew_letter(char32_t c) { return c >= 0x05D0 && c <= 0x05EA; }

// Length of the sign before the last letter of a Hebrew abbreviation, צה״ל, that stands at `at`
// behind a letter; 0 if there is none.
std::size_t gershayim_at(std::string_view text, std::size_t at, char32_t before) {
  const std::string_view rest = text.substr(at, 3);
  const std::size_t bytes = rest.starts_with('"')                                      ? 1
                            : rest.starts_with("\u05F4")                               ? 2
                            : rest.starts_with("\u201D") || rest.starts_with("\u2033") ? 3
                                                                                       : 0;
  if (bytes == 0 || !is_hebrew_letter(before) || at + bytes >= text.size()) return 0;
  return is_hebrew_letter(decode_at(text, at + bytes).value) ? bytes : 0;
}

// Length of a sign without width that shapes letters of Arabic and Indic scripts, at `at`; 0 if
// there is none.
std::size_t shaper_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  return rest == "\u200C" || rest == "\u200D" ? 3 : 0;
}

// Marks that put the next consonant under the one before: Khmer coeng, Burmese virama, Tai sakot.
bool stacks(char32_t mark) { return mark == 0x17D2 || mark == 0x1039 || mark == 0x1A60; }

bool is_katakana(char32_t c) { return c >= 0x30A1 && c <= 0x30FC && c != 0x30FB; }
constexpr std::string_view kLongVowel = "\u30FC";

bool is_kana_or_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF);
}

// Whether the characters around `gap` stand side by side in spite of it: names have dots between
// their parts (卢克·坎克利), and lines of Chinese and Japanese break anywhere.
bool holds_together(std::string_view gap, char32_t before, char32_t after) {
  if (gap == " ") return is_kana_or_ideograph(before) && is_kana_or_ideograph(after);
  return gap.empty() || gap == "\u00B7" || gap == "\u2022" || gap == "\u2027" || gap == "\u30FB" ||
         gap == "\u200C" || gap == "\u200D" || gap == "\u2060" || gap == "\u200B";
}

// Length of what joins two parts of a compound at `at`: hyphens, the en dash, & and the joiner of
// Persian; 0 if there is none.
std::size_t joiner_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  if (rest.starts_with('-') || rest.starts_with('&')) return 1;
  if (rest.starts_with("\u2010") || rest.starts_with("\u2011") || rest.starts_with("\u2013") ||
      rest.starts_with("\u200C"))
    return 3;
  return 0;
}

bool is_ascii_alphanumeric(char c) { return is_ascii_letter(c) || is_ascii_digit(c); }

// The ASCII letters and digits from `at` on.
std::string_view ascii_run(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_ascii_alphanumeric(text[end])) ++end;
  return text.substr(at, end - at);
}

// At once: letter by letter this took a twentieth of the time of an index.
void append_ascii_lower(std::string& to, std::string_view run) {
  const std::size_t begin = to.size();
  to.append(run);
  std::transform(run.begin(), run.end(), to.begin() + static_cast<std::ptrdiff_t>(begin),
                 to_ascii_lower);
}

// F-16s are F-16, and MiG-29s MiG-29: digits with an s, behind letters that are a code's. In the
// mid-80s and the late 1990s are decades.
bool is_plural_of_code(std::string_view letters, std::string_view digits) {
  constexpr std::size_t kLongest = 3;
  if (letters.size() > kLongest || letters == "mid" || letters == "pre") return false;
  if (digits.size() < 2 || digits.size() > kLongest + 1 || digits.back() != 's') return false;
  return std::all_of(digits.begin(), digits.end() - 1, is_ascii_digit) &&
         std::all_of(letters.begin(), letters.end(), is_ascii_letter);
}

bool is_plural_of_joined_code(std::string_view word) {
  const std::size_t size = word.size();
  if (size < 3 || word.back() != 's' || !is_ascii_digit(word[size - 2])) return false;
  const std::size_t digits = word.find_first_of("0123456789");
  return digits > 0 && digits != word.npos &&
         is_plural_of_code(word.substr(0, digits), word.substr(digits));
}

// Length of the letter at `at` where it may be an initial, which no other follows; 0 if it is none.
// Only of scripts that have initials.
std::size_t initial_at(std::string_view text, std::size_t at) {
  if (class_at(text, at) != CharClass::letter || apostrophe_at(text, at) > 0) return 0;
  const CodePoint c = decode_at(text, at);
  constexpr char32_t kBehindArmenian = 0x0590;
  const bool georgian = c.value >= 0x10D0 && c.value <= 0x10FF;
  if (c.value >= kBehindArmenian && !georgian) return 0;
  return word_at(text, at + c.bytes) ? 0 : c.bytes;
}

// Length of a capital that is written twice, with a point behind: the EE. of EE.UU.; 0 if there is
// none.
std::size_t doubled_capital_at(std::string_view text, std::size_t at) {
  const bool is_doubled = at + 2 < text.size() && is_ascii_upper(text[at]) &&
                          text[at + 1] == text[at] && text[at + 2] == '.';
  return is_doubled ? 2 : 0;
}

// Length of a degree with a point inside, "Ph.D.", and of its plural, "Ph.D.s"; 0 if there is none.
std::size_t degree_at(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 20> kDegrees = {
      "ph.d",  "psy.d", "ed.d",   "pharm.d", "ll.b",   "ll.m", "ll.d",
      "m.sc",  "b.sc",  "d.sc",   "m.phil",  "d.phil", "m.ed", "b.ed",
      "m.com", "b.com", "m.tech", "b.tech",  "m.eng",  "b.eng"};
  if (!is_ascii_upper(text[at])) return 0;
  if (text.substr(at, kLongestBeforePoint + 1).find('.') == text.npos) return 0;
  for (const std::string_view degree : kDegrees) {
    const std::string_view here = text.substr(at, degree.size());
    if (!std::equal(here.begin(), here.end(), degree.begin(), degree.end(),
                    [](char a, char b) { return to_ascii_lower(a) == b; }))
      continue;
    std::size_t end = at + degree.size();
    if (word_at(text, end)) continue;
    if (end < text.size() && text[end] == '.') ++end;
    const bool plural = end < text.size() && text[end] == 's' && !word_at(text, end + 1);
    return end + (plural ? 1 : 0) - at;
  }
  return 0;
}

// Length of the dot of Catalan, col·legi, at `at` behind a letter; 0 if there is none.
std::size_t dot_of_ll_at(std::string_view text, std::size_t at, char before) {
  const std::string_view rest = text.substr(at, 4);
  const std::size_t bytes = rest.starts_with("\u00B7")                                 ? 2
                            : rest.starts_with("\u2022") || rest.starts_with("\u2027") ? 3
                                                                                       : 0;
  if (bytes == 0 || at + bytes >= text.size() || to_ascii_lower(before) != 'l') return 0;
  return to_ascii_lower(text[at + bytes]) == 'l' ? bytes : 0;
}

bool is_elided(std::string_view head) {
  constexpr std::array<std::string_view, 21> kElided = {
      "l",      "d",      "j",    "m",    "t",    "s",    "n",   "c",  "qu",    "jusqu", "lorsqu",
      "puisqu", "quoiqu", "dell", "dall", "nell", "sull", "all", "un", "quest", "sant"};
  return std::find(kElided.begin(), kElided.end(), head) != kElided.end();
}

bool starts_with_vowel_or_h(std::string_view text, std::size_t at) {
  std::string folded;
  append_folded(folded, decode_at(text, at).value);
  return !folded.empty() && std::string_view("aeiouyh").find(folded[0]) != std::string_view::npos;
}

// What stands between digits: a sign, and how many bytes it has.
struct DigitSeparator {
  char sign = 0;  // '.' and ','; '\'' and ' ' part thousands only
  std::size_t bytes = 0;
};

bool parts_thousands_only(char sign) { return sign == '\'' || sign == ' '; }

// Spaces at which lines do not break, as typesetters put between thousands.
std::size_t thin_space_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  if (rest.starts_with("\u00A0")) return 2;
  return rest == "\u2007" || rest == "\u2009" || rest == "\u202F" ? 3 : 0;
}

DigitSeparator separator_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const bool point = text[at] == '.' || text[at] == ',';
  if (point)
    return at + 1 < text.size() && is_ascii_digit(text[at + 1]) ? DigitSeparator{text[at], 1}
                                                                : DigitSeparator{};
  DigitSeparator found{'\'', apostrophe_at(text, at)};
  if (found.bytes == 0) found = {' ', thin_space_at(text, at)};
  if (found.bytes == 0) return {};
  std::size_t digits = 0;
  for (std::size_t end = at + found.bytes; end < text.size() && is_ascii_digit(text[end]); ++end)
    ++digits;
  return digits == 3 ? found : DigitSeparator{};
}

// Whether the digits before belong to the same number as those behind `next`: 1 234 567,8 does, and
// 2,5 500 is two numbers.
bool continues_number(std::string_view first_group, std::string_view separators, char next) {
  if (!parts_thousands_only(next)) return true;
  return first_group.size() <= 3 && separators.find_first_not_of(next) == std::string_view::npos;
}

// By thousands, or as in India: 12,34,567.
bool is_grouped(std::span<const std::string_view> groups, std::string_view separators) {
  if (separators.find_first_not_of(separators[0]) != std::string_view::npos) return false;
  const auto are_of = [](std::span<const std::string_view> some, std::size_t digits) {
    return std::all_of(some.begin(), some.end(),
                       [&](std::string_view group) { return group.size() == digits; });
  };
  if (groups[0].size() <= 3 && are_of(groups.subspan(1), 3)) return true;
  return separators[0] == ',' && groups.size() > 2 && groups[0].size() <= 2 &&
         are_of(groups.subspan(1, groups.size() - 2), 2) && groups.back().size() == 3;
}

// "1,234" and "1.234.567" are grouped by thousands; "2.7" and "2,7" have a decimal; "25.01.2017" is
// three numbers. `groups` are the digits between separators.
enum class NumberForm { thousands, decimal, thousands_and_decimal, apart };

NumberForm number_form(std::span<const std::string_view> groups, std::string_view separators) {
  if (is_grouped(groups, separators)) return NumberForm::thousands;
  if (groups.size() == 2) return NumberForm::decimal;
  const std::string_view before = separators.substr(0, separators.size() - 1);
  const bool last_differs = before.find(separators.back()) == std::string_view::npos;
  return last_differs && is_grouped(groups.first(groups.size() - 1), before)
             ? NumberForm::thousands_and_decimal
             : NumberForm::apart;
}

}  // namespace

Tokenizer::Tokenizer(std::string_view text) : normal_(text), text_(normal_.text()), words_(1) {}

const Token* Tokenizer::next() {
  if (given_ < count_) return emit();
  count_ = given_ = 0;
  if (!read_word(words_[0])) return nullptr;
  count_ = 1;
  const std::size_t joiner = at_ < text_.size() ? joiner_at(text_, at_) : 0;
  if (joiner > 0 && word_at(text_, at_ + joiner)) read_compound();
  return emit();
}

const Token* Tokenizer::emit() {
  Word& word = words_[given_++];
  word.token.surface = word.surface;
  word.token.folded = word.folded;
  word.token.head = std::string_view(word.surface).substr(0, word.head);
  word.token.begin = normal_.begin_in_given(word.token.begin);
  word.token.end = normal_.end_in_given(word.token.end);
  return &word.token;
}

// Reads on while parts are joined by hyphens. Numbers alone (23-24) are a range, not a compound.
void Tokenizer::read_compound() {
  while (count_ < kMaxCompoundParts) {
    const std::size_t joiner = at_ < text_.size() ? joiner_at(text_, at_) : 0;
    if (joiner == 0 || !word_at(text_, at_ + joiner)) break;
    if (words_.size() == count_) words_.emplace_back();
    at_ += joiner;
    if (!read_word(words_[count_])) break;
    ++count_;
  }
  for (std::size_t i = 1; i < count_; ++i) {
    if (is_plural_of_code(words_[i - 1].folded, words_[i].folded)) {
      words_[i].folded.pop_back();
      words_[i].surface.pop_back();
    }
  }
  bool has_letter = false;
  compound_.clear();
  for (std::size_t i = 0; i < count_; ++i) {
    if (i > 0) compound_ += '-';
    compound_ += words_[i].folded;
    has_letter = has_letter || !is_ascii_digit(words_[i].folded[0]);
  }
  if (!has_letter || compound_.size() > kMaxWordBytes) return;
  words_[0].token.parts = count_;
  words_[0].token.compound = compound_;
}

// Skips to the next word and reads it. False at the end of the text. What folds to nothing, such as
// a mark alone, is no word.
bool Tokenizer::read_word(Word& word) {
  while (read_any(word)) {
    if (!word.folded.empty()) return true;
  }
  return false;
}

bool Tokenizer::read_any(Word& word) {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (is_ascii_letter(c) || is_ascii_digit(c)) break;
    if (static_cast<unsigned char>(c) < 0x80) {
      ++at_;
      continue;
    }
    const CodePoint point = decode_at(text_, at_);
    const CharClass point_class = char_class(point.value);
    const bool starts_word = point_class == CharClass::letter || point_class == CharClass::digit;
    if (starts_word && apostrophe_at(text_, at_) == 0) break;  // ʼ is a letter to Unicode
    if (point_class == CharClass::single) {
      read_single(word);
      return true;
    }
    at_ += point.bytes;
  }
  if (at_ >= text_.size()) return false;
  single_end_ = kNone;
  word.token = {.begin = at_, .end = at_};
  word.head = 0;
  word.surface.clear();
  word.folded.clear();
  if (read_plain(word)) return true;
  if (is_ascii_digit(text_[at_])) {
    read_number(word);
  } else if (!read_initials(word)) {
    read_letters(word);
  }
  finish(word);
  return true;
}

// Reads a word of ASCII letters to which no other rule applies, as nearly all words of English are;
// false, with nothing read, where one may: the word goes on beyond ASCII or with digits, has an
// apostrophe, may be initials, a degree or an acronym. As the functions below read it, in half the
// time.
bool Tokenizer::read_plain(Word& word) {
  std::size_t end = at_;
  bool capitals = true;
  for (; end < text_.size() && is_ascii_letter(text_[end]); ++end)
    capitals = capitals && is_ascii_upper(text_[end]);
  const std::size_t letters = end - at_;
  if (letters == 0 || letters > kMaxWordBytes || (capitals && letters >= 2)) return false;
  if (end < text_.size()) {
    const char next = text_[end];
    if (static_cast<unsigned char>(next) >= 0x80 || is_ascii_digit(next)) return false;
    if (next == '\'' || next == '`' || (next == '.' && letters <= kLongestBeforePoint))
      return false;
  }
  word.token.capitalised = is_ascii_upper(text_[at_]);
  append_ascii_lower(word.surface, text_.substr(at_, letters));
  word.folded = word.surface;
  at_ = word.token.end = end;
  return true;
}

// Where the character at `at`, of a script without spaces, ends with its marks, so that a mark is
// never torn off: vowels and tones tell words apart, and consonants stand under one another.
std::size_t Tokenizer::single_end(std::size_t at) const {
  CodePoint c = decode_at(text_, at);
  at += c.bytes;
  bool rings = false;  // of AM in two characters, whose second is a letter by itself
  while (at < text_.size()) {
    const bool stacked = stacks(c.value);
    const CodePoint next = decode_at(text_, at);
    const bool am = rings && (next.value == 0x0E32 || next.value == 0x0EB2);
    const CharClass next_class = char_class(next.value);
    if (next_class != CharClass::mark && !am && !(stacked && next_class == CharClass::single))
      break;
    rings = rings || next.value == 0x0E4D || next.value == 0x0ECD;
    c = next;
    at += c.bytes;
    if (am) break;
  }
  return at;
}

void Tokenizer::read_single(Word& word) {
  const std::size_t begin = at_;
  const char32_t first = decode_at(text_, begin).value;
  at_ = single_end(begin);
  word.token = {.begin = begin, .end = at_, .single = true};
  word.head = 0;
  if (single_end_ != kNone) {
    std::size_t before = single_end_ - 1;
    while ((static_cast<unsigned char>(text_[before]) & 0xC0) == 0x80) --before;
    word.token.beside = holds_together(text_.substr(single_end_, begin - single_end_),
                                       decode_at(text_, before).value, first);
  }
  word.surface = text_.substr(begin, at_ - begin);
  word.folded.clear();
  for (std::size_t at = begin; at < at_;) {
    const CodePoint c = decode_at(text_, at);
    append_folded(word.folded, c.value);
    at += c.bytes;
  }
  settle_spelling(word.folded);
  katakana_ = !is_katakana(first) ? 0 : word.token.beside ? katakana_ + 1 : 1;
  // A long vowel that ends a loan word is written or not: サーバー, サーバ.
  if (katakana_ >= kLongLoanWord && text_.compare(at_, kLongVowel.size(), kLongVowel) == 0 &&
      (at_ + kLongVowel.size() >= text_.size() ||
       !is_katakana(decode_at(text_, at_ + kLongVowel.size()).value))) {
    at_ = word.token.end = at_ + kLongVowel.size();
  }
  single_end_ = at_;
  cut(word);
}

// "U.S.", "Η.Π.Α.", "e.g.": single letters with points between them, or pairs of one capital, as
// Spanish has for plurals: "EE.UU.", "EE. UU.". And degrees: "Ph.D.".
bool Tokenizer::read_initials(Word& word) {
  if (read_degree(word)) return true;
  std::size_t at = at_;
  std::size_t letters = 0;
  bool capitals = true;
  const std::size_t alike = doubled_capital_at(text_, at_) > 0 ? 2 : 1;
  while (true) {
    const std::size_t bytes = alike == 2 ? doubled_capital_at(text_, at) : initial_at(text_, at);
    if (bytes == 0) break;
    const bool point = at + bytes < text_.size() && text_[at + bytes] == '.';
    if (!point && letters == 0) return false;
    for (const std::size_t end = at + bytes; at < end;) {
      const CodePoint c = decode_at(text_, at);
      capitals = capitals && is_upper(c.value);
      append_lower(word.surface, c.value);
      append_folded(word.folded, c.value);
      ++letters;
      at += c.bytes;
    }
    if (!point) break;
    ++at;
    if (alike == 2 && at < text_.size() && text_[at] == ' ' &&
        doubled_capital_at(text_, at + 1) > 0)
      ++at;
  }
  if (letters < 2 * alike) {
    word.surface.clear();
    word.folded.clear();
    return false;
  }
  word.token.capitalised = is_upper(decode_at(text_, at_).value);
  word.token.acronym = capitals && letters <= kMaxAcronym;
  at_ = word.token.end = at;
  if (const std::size_t apostrophe = at_ < text_.size() ? apostrophe_at(text_, at_) : 0;
      apostrophe > 0) {
    read_apostrophe(word, apostrophe);
  }
  return true;
}

bool Tokenizer::read_degree(Word& word) {
  const std::size_t bytes = degree_at(text_, at_);
  if (bytes == 0) return false;
  for (const char c : text_.substr(at_, bytes)) {
    if (c != '.') word.folded += to_ascii_lower(c);
  }
  word.surface = word.folded;
  word.token.capitalised = true;
  at_ = word.token.end = at_ + bytes;
  return true;
}

void Tokenizer::read_number(Word& word) {
  std::array<std::string_view, 8> groups;
  std::string separators;
  std::size_t count = 0;
  std::size_t at = at_;
  while (count <
         groups.size()) {  // one number, or up to the end of a run that is known to be several
    const std::size_t begin = at;
    while (at < text_.size() && is_ascii_digit(text_[at])) ++at;
    groups[count++] = text_.substr(begin, at - begin);
    const DigitSeparator separator = separator_at(text_, at);
    const bool more = separator.bytes > 0 && at >= numbers_apart_until_ &&
                      continues_number(groups[0], separators, separator.sign);
    if (!more || count == groups.size()) break;
    separators += separator.sign;
    at += separator.bytes;
  }
  const NumberForm form =
      count == 1 ? NumberForm::apart : number_form(std::span(groups.data(), count), separators);
  if (form == NumberForm::apart) {
    if (count > 1) numbers_apart_until_ = at;
    at_ += groups[0].size();
    word.surface = groups[0];
    word.token.end = at_;
    word.folded = word.surface;
    if (count == 1 && class_at(text_, at_) == CharClass::letter)
      read_letters(word);  // 3rd, 10km, 1990s
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const bool decimal = form != NumberForm::thousands && i + 1 == count;
    if (decimal) word.surface += '.';
    word.surface += groups[i];
  }
  word.folded = word.surface;
  at_ = word.token.end = at;
}

void Tokenizer::read_letters(Word& word) {
  std::size_t letters = 0;
  bool capitals = true;
  char32_t last = 0;  // beyond ASCII
  if (word.folded.empty()) word.token.capitalised = is_upper(decode_at(text_, at_).value);
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (is_ascii_alphanumeric(c)) {
      const std::string_view run = ascii_run(text_, at_);
      append_ascii_lower(word.surface, run);
      word.folded.append(word.surface, word.surface.size() - run.size());
      capitals = capitals && std::all_of(run.begin(), run.end(), is_ascii_upper);
      letters += run.size();
      word.token.end = at_ += run.size();
      continue;
    }
    if (const std::size_t apostrophe = apostrophe_at(text_, at_); apostrophe > 0) {
      word.token.acronym = capitals && letters >= 2 && letters <= kMaxAcronym;
      if (!read_apostrophe(word, apostrophe)) return;
      if (word.head == 0) {
        word.head = word.surface.size();
        word.token.head_acronym = word.token.acronym;
      }
      capitals = false;
      continue;
    }
    if (const std::size_t sign = gershayim_at(text_, at_, last); sign > 0) {
      at_ += sign;
      continue;
    }
    if (const std::size_t dot = dot_of_ll_at(text_, at_, at_ > 0 ? text_[at_ - 1] : '\0');
        dot > 0) {
      at_ += dot;
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x80) break;
    if (const std::size_t shaper = shaper_at(text_, at_);
        shaper > 0 && !is_arabic(last) && class_at(text_, at_ + shaper) == CharClass::letter) {
      at_ += shaper;
      continue;
    }
    const CodePoint point = decode_at(text_, at_);
    const CharClass point_class = char_class(point.value);
    if (point_class == CharClass::other || point_class == CharClass::single) break;
    last = point.value;
    append_lower(word.surface, point.value);
    append_folded(word.folded, point.value);
    if (point_class != CharClass::mark) {
      capitals = capitals && is_upper(point.value);
      ++letters;
    }
    at_ += point.bytes;
    word.token.end = at_;
  }
  word.token.acronym = capitals && letters >= 2 && letters <= kMaxAcronym;
}

// An apostrophe of `bytes` bytes stands at at_, behind a letter. True where the word goes on behind
// it.
bool Tokenizer::read_apostrophe(Word& word, std::size_t bytes) {
  const std::size_t behind = at_ + bytes;
  if (class_at(text_, behind) != CharClass::letter) return false;
  const bool is_s = text_[behind] == 's' || text_[behind] == 'S';
  if (is_s && !word_at(text_, behind + 1)) {
    at_ = behind + 1;  // possessive: the word ends before it
    return false;
  }
  if (is_elided(word.folded) && starts_with_vowel_or_h(text_, behind)) {
    at_ = behind;
    word.token.elided = true;
    return false;
  }
  at_ = behind;
  return true;
}

void Tokenizer::cut(Word& word) {
  if (word.surface.size() > kMaxWordBytes)
    word.surface.resize(utf8_prefix(word.surface, kMaxWordBytes).size());
  if (word.folded.size() > kMaxWordBytes)
    word.folded.resize(utf8_prefix(word.folded, kMaxWordBytes).size());
}

void Tokenizer::finish(Word& word) {
  if (word.token.acronym && is_all_capitals()) word.token.acronym = false;
  if (word.token.head_acronym && is_all_capitals()) word.token.head_acronym = false;
  settle_spelling(word.folded);
  cut(word);
  if (is_plural_of_joined_code(word.folded)) {  // F16s
    word.folded.pop_back();
    word.surface.pop_back();
  }
  if (!word.token.acronym) return;
  std::string upper;
  for (std::size_t at = word.token.begin; at < word.token.end;) {
    const CodePoint point = decode_at(text_, at);
    if (char_class(point.value) == CharClass::letter) append_utf8(upper, point.value);
    at += point.bytes;
  }
  word.surface = upper;
}

// Whether the text is set in capitals, as headlines of wire stories are: then capitals tell nothing
// of a word. A text of one word is not: IS is IS.
bool Tokenizer::is_all_capitals() {
  if (capitals_ != Capitals::unknown) return capitals_ == Capitals::yes;
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text_.size();) {
    if (upper + (text_.size() - at) <= 3 * lower) break;  // whatever the rest is
    const CodePoint point = decode_at(text_, at);
    at += point.bytes;
    const bool letter = char_class(point.value) == CharClass::letter;
    if (letter) ++(is_upper(point.value) ? upper : lower);
    words += letter && !inside;
    inside = letter || point.value == '.' || point.value == '\'';
  }
  capitals_ = words > 1 && upper > 3 * lower ? Capitals::yes : Capitals::no;
  return capitals_ == Capitals::yes;
}

}  // namespace dateline
