#pragma once

#include <string>
#include <string_view>

namespace dateline {

// How a character takes part in words.
enum class CharClass : unsigned char {
  other,   // separates words
  letter,  // part of a word
  digit,   // part of a word or number
  mark,    // combining: continues a word, starts none
  single,  // a word of its own, with its marks: scripts that are written without spaces, and
           // Hangul, whose particles stick
};

CharClass char_class(char32_t c);

bool is_upper(char32_t c);

// Appends `c` in small letters, accents kept: "Ğ" → "ğ".
void append_lower(std::string& out, char32_t c);

void append_upper(std::string& out, char32_t c);

// Appends `c` in small letters without accents and compatibility forms: "Ğ" → "g", "ß" → "ss", "Ａ"
// → "a", "ё" → "е", "ς" → "σ", "國" → "国"; and the Arabic letters that Persian, Urdu and Arabic
// write one for the other as one. Marks are dropped of Latin, Greek, Arabic and Hebrew letters
// only: й is another letter than и, and Thai words differ by their tone marks alone. A mark alone
// appends nothing.
void append_folded(std::string& out, char32_t c);

// What folding does to letters that stand side by side, to a word of which each was folded: हिन्दी →
// हिंदी, and the marks of น้ำ in one order.
void settle_spelling(std::string& folded);

// The whole text in its NormalForm, folded; bytes that are not UTF-8 become U+FFFD.
std::string fold(std::string_view text);

// For values that are compared whole, such as a source's name: folded, typographic quotes and
// dashes as the ASCII ones, runs of white space as one space, none at the ends.
std::string fold_value(std::string_view text);

}  // namespace dateline
