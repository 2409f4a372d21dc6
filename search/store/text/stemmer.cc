#include "search/store/text/stemmer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>
#include <vector>

#include "search/base/utf8.h"
#include "search/store/text/ending_rules.h"
#include "search/store/text/english_spelling.h"
#include "search/store/text/fold.h"
#include "search/store/text/language_data.h"
#include "search/store/text/light_stemmer.h"
#include "search/store/text/vietnamese.h"

namespace dateline {
namespace {

// Numbers of config/languages.
constexpr LanguageId kEnglishId = 1;

// Its words do not change their form, and their marks make them other words.
constexpr LanguageId kVietnameseId = 25;

// The codes of languages, each at its number.
const std::vector<std::string_view>& numbered_languages() {
  static const auto codes = [] {
    std::vector<std::string_view> made(kMostLanguages);
    for (const LanguageWords& of_one : words_by_language("number")) {
      const std::string_view digits = of_one.words.front();
      std::size_t number = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
      made.at(number) = of_one.language;
    }
    return made;
  }();
  return codes;
}

// Stems nothing if Snowball doesn't have the language.
Xapian::Stem snowball_stemmer(std::string_view code) {
  try {
    return Xapian::Stem(std::string(code));
  } catch (const Xapian::InvalidArgumentError&) {
    return Xapian::Stem();
  }
}

// What ISO 639 has for a text of which nobody knows the language, or which is in several.
constexpr std::array<std::string_view, 5> kUndetermined = {"", "und", "mis", "mul", "zxx"};

// Names, in small letters, that a stemmer would fold into another word or name.
const std::unordered_set<std::string_view>& unstemmed_names() {
  static const auto names = [] {
    const std::vector<std::string_view> listed = words_of_languages("unstemmed names");
    return std::unordered_set<std::string_view>(listed.begin(), listed.end());
  }();
  return names;
}

bool stays_whole(std::string_view word) {
  return unstemmed_names().contains(word) ||
         std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Without the signs for vowels of Arabic, which stand between the letters that a stemmer knows.
std::string without_vowel_signs(std::string_view word) {
  std::string letters;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode_at(word, at);
    const bool sign = (c.value >= 0x064B && c.value <= 0x065F) || c.value == 0x0670 ||
                      c.value == 0x0640;  // and the stroke that stretches a word
    if (!sign) letters += word.substr(at, c.bytes);
    at += c.bytes;
  }
  return letters;
}

// The word as its stemmer is to read it.
std::string as_usual(std::string_view word, LanguageId language) {
  if (language == kEnglishId) return usual_spelling(word);
  const std::string_view code = language_code(language);
  return before_stemming(code == "ar" ? without_vowel_signs(word) : std::string(word), code);
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

LanguageId language_id(std::string_view code) {
  const std::string_view primary = code.substr(0, code.find_first_of("-_"));
  if (primary == "nb" || primary == "nn") return language_id("no");
  if (primary == "bs" || primary == "sh") return language_id("hr");
  if (std::find(kUndetermined.begin(), kUndetermined.end(), primary) != kUndetermined.end())
    return kUnknownLanguage;
  const auto& codes = numbered_languages();
  const auto found = std::find(codes.begin(), codes.end(), primary);
  return found == codes.end() ? kNoStemmer : static_cast<LanguageId>(found - codes.begin());
}

std::string_view language_code(LanguageId language) {
  const auto& codes = numbered_languages();
  return language < codes.size() ? codes[language] : std::string_view();
}

bool keeps_marks(LanguageId language) { return language == kVietnameseId; }

bool parts_names(LanguageId language) {
  return language_code(language) == "tr" || language_code(language) == "az";
}

Stem Stemmer::stem(std::string_view word, LanguageId language) {
  if (language == kNoStemmer || stays_whole(word)) return {fold(word), kNoStemmer};
  if (language == kUnknownLanguage) return {fold(word), kUnknownLanguage};
  if (language == kVietnameseId) return {with_tone_behind(word), language};
  if (auto stem = light_stem(word, language_code(language))) return {*std::move(stem), language};
  const auto [place, added] = stems_.try_emplace(language);
  if (added) place->second = snowball_stemmer(language_code(language));
  if (place->second.is_none()) return {fold(word), kNoStemmer};
  const std::string_view code = language_code(language);
  const std::string stemmed = after_stemming(place->second(as_usual(word, language)), code);
  if (stemmed.empty()) return {fold(word), language};
  return {is_ascii(stemmed) ? stemmed : fold(stemmed), language};
}

}  // namespace dateline
