#include "indexer/html/dom/text.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include <unicode/uchar.h>

#include "search/base/ascii.h"

namespace dateline::html {
namespace {

// A character and the bytes it takes; a byte that starts none counts as one character.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
  if (lead < 0xC0 || at + length > text.size()) return {0xFFFD, 1};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = (code << 6U) | (byte(i) & 0x3FU);
  return {code, length};
}

bool is_white(char32_t c) {
  if (c > ' ' && c < 0x85) return false;
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool shows_nothing(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x200B || c == 0x2060 ||
         c == 0xFEFF;
}

// One past the last of the bytes from `at` on that are visible characters of ASCII.
std::size_t end_of_visible_ascii(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] > ' ' && text[at] < 0x7F) ++at;
  return at;
}

bool is_written_without_spaces(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x3040 && c <= 0x30FF) ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

void append(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6U));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | (c >> 12U));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | (c >> 18U));
    text += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return static_cast<unsigned char>(ascii::lower(static_cast<char>(c)));
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

bool is_word(char32_t c) {
  if (c < 0x80)
    return ascii::is_letter(static_cast<char>(c)) || ascii::is_digit(static_cast<char>(c));
  const auto code = static_cast<UChar32>(c);
  return u_isalnum(code) != 0 || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

// Thai and Lao end a sentence with a space or nothing: what is longer than a headline is text.
bool is_long_without_marks(std::string_view text) {
  constexpr std::size_t kLongerThanHeadlines = 90;  // characters
  constexpr std::size_t kBytes = 3;                 // of one of theirs
  constexpr char kLead = '\xE0';                    // the first byte of each
  if (text.size() < kLongerThanHeadlines * kBytes || text.find(kLead) == text.npos) return false;
  std::size_t theirs = 0;
  std::size_t all = 0;
  for (std::size_t at = 0; at < text.size(); ++all) {
    const Character c = character_at(text, at);
    if (c.code >= 0x0E00 && c.code <= 0x0EFF) ++theirs;
    at += c.bytes;
  }
  return theirs >= kLongerThanHeadlines && 2 * theirs > all;
}

bool is_scalar(std::uint32_t code) {
  return code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

// What "&name;" stands for, without "&" and ";"; 0 where it is not known.
char32_t entity(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char32_t>, 15> kNamed{{{"amp", '&'},
                                                                          {"lt", '<'},
                                                                          {"gt", '>'},
                                                                          {"quot", '"'},
                                                                          {"apos", '\''},
                                                                          {"nbsp", 0xA0},
                                                                          {"lsquo", 0x2018},
                                                                          {"rsquo", 0x2019},
                                                                          {"ldquo", 0x201C},
                                                                          {"rdquo", 0x201D},
                                                                          {"ndash", 0x2013},
                                                                          {"mdash", 0x2014},
                                                                          {"hellip", 0x2026},
                                                                          {"laquo", 0xAB},
                                                                          {"raquo", 0xBB}}};
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && ascii::lower(name[1]) == 'x';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    return whole && is_scalar(code) ? code : 0;
  }
  for (const auto& [known, code] : kNamed) {
    if (known == name) return code;
  }
  return 0;
}

}  // namespace

std::string collapse(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    // A word of ASCII is read at once, as if it were its first letter.
    const std::size_t word = end_of_visible_ascii(text, at) - at;
    const Character c =
        word > 0 ? Character{static_cast<unsigned char>(text[at]), word} : character_at(text, at);
    if (is_white(c.code)) {
      space = true;
    } else if (!shows_nothing(c.code)) {
      if (space && !result.empty()) result += ' ';
      space = false;
      result.append(text, at, c.bytes);
    }
    at += c.bytes;
  }
  return result;
}

std::size_t visible_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t ascii_end = end_of_visible_ascii(text, at);
    count += ascii_end - at;
    if (ascii_end == text.size()) break;
    const Character c = character_at(text, ascii_end);
    if (!is_white(c.code) && !shows_nothing(c.code)) ++count;
    at = ascii_end + c.bytes;
  }
  return count;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  std::size_t unspaced = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at += c.bytes;
    if (is_written_without_spaces(c.code)) {
      ++unspaced;
      inside = false;
    } else if (is_white(c.code)) {
      inside = false;
    } else if (!inside && is_word(c.code)) {
      inside = true;
      ++words;
    }
  }
  return words + unspaced / 2;
}

bool ends_sentence(std::string_view text) {
  constexpr std::string_view kClosing[] = {"\"", "'", ")",  "]",  "}",  " ", "*", "”", "’",
                                           "»",  "“", "」", "』", "）", "›", "‘", "_"};
  constexpr std::string_view kEnds[] = {".", "!",  "?", "…", "。", "！", "？", "؟", "۔", "।",
                                        "॥", "．", "｡", "؛", "។",  "။",  "།",  "።", "։"};
  const bool ends_in_word =
      !text.empty() && (ascii::is_letter(text.back()) || ascii::is_digit(text.back()));
  bool again = !ends_in_word;
  while (again) {
    again = false;
    for (const std::string_view mark : kClosing) {
      if (!text.ends_with(mark)) continue;
      text.remove_suffix(mark.size());
      again = true;
    }
  }
  for (const std::string_view end : kEnds) {
    if (!ends_in_word && text.ends_with(end)) return true;
  }
  return is_long_without_marks(text);
}

std::string lower_case(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    append(result, to_lower(c.code));
    at += c.bytes;
  }
  return result;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (!is_word(c.code)) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else if (c.code < 0x80) {
      word += ascii::lower(text[at]);
    } else {
      append(word, to_lower(c.code));
    }
    at += c.bytes;
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string decode_entities(std::string_view text) {
  constexpr std::size_t kLongestName = 10;
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end =
        text[at] == '&' ? text.substr(0, at + kLongestName).find(';', at) : std::string_view::npos;
    const char32_t code =
        end == std::string_view::npos ? 0 : entity(text.substr(at + 1, end - at - 1));
    if (code == 0) {
      result += text[at];
    } else {
      append(result, code);
      at = end;
    }
  }
  return result;
}

std::string strip_markup(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const bool is_tag = text[at] == '<' && at + 1 < text.size() &&
                        (ascii::is_letter(text[at + 1]) || text[at + 1] == '/');
    const std::size_t end = is_tag ? text.find('>', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      plain += text[at++];
    } else {
      at = end + 1;
    }
  }
  return collapse(decode_entities(decode_entities(plain)));
}

}  // namespace dateline::html
