#include "indexer/text/text_shape.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "search/base/ascii.h"
#include "search/base/utf8.h"

namespace dateline {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

// Bytes of the character that opens `text` where it may have case: U+0080 to U+07FF, and U+1000 to
// U+1FFF. Other scripts with case do not occur in the lexicons.
std::size_t foldable_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead >= 0xC3 && lead <= 0xDF && text.size() >= 2) return 2;
  return lead == 0xE1 && text.size() >= 3 ? 3 : 0;
}

void append_folded(std::string_view character, std::string& out) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(character.data());
  std::int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, at, static_cast<std::int32_t>(character.size()), c);
  if (c < 0) {
    out += character;
  } else {
    append_utf8(out, static_cast<char32_t>(u_tolower(c)));
  }
}

// Calls visit(code point) until it returns false.
template <typename Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c >= 0 && !visit(c)) return;
  }
}

// The first letter, or 0 where another character than quotes, brackets and spaces comes before it.
UChar32 first_letter(std::string_view text) {
  UChar32 found = 0;
  for_each_code_point(text, [&](UChar32 c) {
    if (u_isalpha(c)) found = c;
    return !u_isalpha(c) && u_ispunct(c) != 0;
  });
  return found;
}

constexpr std::array<std::string_view, 12> kClosers = {"\"", "'", ")", "]", "}", "”",
                                                       "’",  "»", "“", "*", "›", "」"};
constexpr std::array<std::string_view, 9> kStops = {".", "!", "?", "。", "！", "？", "؟", "।", "۔"};

// The text without the last of `endings` that it has; as it is where it has none.
template <typename List>
std::string_view without_suffix(std::string_view text, const List& endings) {
  for (const std::string_view ending : endings) {
    if (text.ends_with(ending)) return text.substr(0, text.size() - ending.size());
  }
  return text;
}

std::string_view without_closers(std::string_view text) {
  while (true) {
    const std::string_view shorter = without_suffix(trim_spaces(text), kClosers);
    if (shorter.size() == text.size()) return text;
    text = shorter;
  }
}

bool ends_with_stop(std::string_view text) {
  text = without_closers(text);
  return !ends_cut(text) && without_suffix(text, kStops).size() < text.size();
}

// "… submarines. (T/RE1)" gives "… submarines.".
std::string_view without_bracketed_end(std::string_view text) {
  if (text.empty() || (text.back() != ')' && text.back() != ']')) return text;
  const std::size_t open = text.find_last_of(text.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos || text.size() - open > 60) return text;
  return trim_spaces(text.substr(0, open));
}

constexpr std::array<std::string_view, 31> kParticles = {
    "de", "del", "della", "di",  "da",  "do",  "dos", "du", "des", "la",  "le",
    "el", "al",  "von",   "van", "der", "den", "zu",  "y",  "e",   "bin", "ibn",
    "of", "au",  "sur",   "en",  "ez",  "az",  "ad",  "es", "upon"};

bool is_particle(std::string_view word) {
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

// Appends one word of a place in capitals in title case, hyphenated parts by themselves.
void append_title_word(std::string_view word, bool first, std::string& out) {
  const std::string lower = fold_case(word);
  if (!first && is_particle(lower)) {
    out += lower;
    return;
  }
  bool start = true;
  for_each_code_point(lower, [&](UChar32 c) {
    append_utf8(out, static_cast<char32_t>(start && u_isalpha(c) ? u_toupper(c) : c));
    start = !u_isalpha(c) && c != '\'' && c != 0x2019;
    return true;
  });
}

// Whether the word may stand in a name: capitalised or a particle, letters with - ' . only.
bool is_name_word(std::string_view word) {
  if (is_particle(word)) return true;
  for (const std::string_view particle : {"al-", "el-", "d'", "d’"}) {
    if (word.starts_with(particle)) word.remove_prefix(particle.size());
  }
  bool letters_only = true;
  for_each_code_point(word, [&](UChar32 c) {
    letters_only = u_isalpha(c) || c == '-' || c == '\'' || c == 0x2019 || c == '.';
    return letters_only;
  });
  return letters_only && starts_upper(word);
}

}  // namespace

std::string_view trim_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string fold_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if ((c & 0x80) == 0) {
      out += ascii::lower(c);
      ++at;
      continue;
    }
    const std::size_t bytes = foldable_bytes(text.substr(at));
    if (bytes == 0) {  // punctuation and scripts without case
      out += c;
      ++at;
      continue;
    }
    append_folded(text.substr(at, bytes), out);
    at += bytes;
  }
  return out;
}

bool same_folded(std::string_view a, std::string_view b) {
  if (is_ascii(a) && is_ascii(b)) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return ascii::lower(x) == ascii::lower(y); });
  }
  return fold_case(a) == fold_case(b);
}

std::string_view without_ends(std::string_view text, std::span<const std::string_view> marks) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : marks) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        again = true;
      }
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        again = true;
      }
    }
  }
  return text;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  std::size_t ideographs = 0;
  bool inside = false;
  for_each_code_point(text, [&](UChar32 c) {
    if (c < 0x80) {
      const bool alnum = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
      if (alnum && !inside) ++words;
      inside = c != ' ' && (inside || alnum);
      return true;
    }
    if ((c >= 0x2E80 && c <= 0x9FFF && c > 0x303F) || (c >= 0xF900 && c <= 0xFAFF)) {
      ++ideographs;
    } else if (!inside && u_isalnum(c)) {
      ++words;
      inside = true;
    }
    return true;
  });
  return words + ideographs / 2;
}

bool ends_cut(std::string_view text) {
  text = without_closers(trim_spaces(text));
  return text.ends_with("...") || text.ends_with("…") || text.ends_with(". . .");
}

bool ends_sentence(std::string_view text) {
  text = trim_spaces(text);
  return ends_with_stop(text) || ends_with_stop(without_bracketed_end(text));
}

bool has_letter(std::string_view text) {
  bool found = false;
  for_each_code_point(text, [&](UChar32 c) {
    found = u_isalpha(c) != 0;
    return !found;
  });
  return found;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool starts_upper(std::string_view text) {
  const UChar32 c = first_letter(text);
  return c != 0 && (u_isupper(c) || u_istitle(c));
}

bool starts_lower(std::string_view text) {
  const UChar32 c = first_letter(text);
  return c != 0 && u_islower(c);
}

bool is_all_caps(std::string_view text) {
  std::size_t capitals = 0;
  bool other = false;
  for_each_code_point(text, [&](UChar32 c) {
    if (u_isupper(c)) ++capitals;
    other = u_isalpha(c) && !u_isupper(c);
    return !other;
  });
  return !other && capitals >= 2;
}

std::string title_case(std::string_view text) {
  if (!is_all_caps(text)) return std::string(text);
  std::string out;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" -/", from), text.size());
    append_title_word(text.substr(from, end - from), from == 0, out);
    if (end < text.size()) out += text[end];
    from = end + 1;
  }
  return out;
}

bool is_capitalised(std::string_view text) {
  const auto words = split_words(text);
  return !words.empty() && starts_upper(words.front()) &&
         std::all_of(words.begin(), words.end(), is_name_word);
}

bool looks_like_name(std::string_view text) {
  const auto words = split_words(text);
  if (words.size() < 2 || words.size() > 5) return false;
  const auto capitals = std::count_if(words.begin(), words.end(), starts_upper);
  if (capitals < 2 || capitals > 4 || is_particle(words.back())) return false;
  return std::all_of(words.begin(), words.end(), is_name_word) && starts_upper(words.back()) &&
         (starts_upper(words.front()) || is_particle(words.front()));
}

void append_letters(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (ascii::is_letter_byte(c) || ascii::is_digit(c)) out += ascii::lower(c);
  }
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> openings) {
  return std::any_of(openings.begin(), openings.end(),
                     [&](std::string_view opening) { return text.starts_with(opening); });
}

bool starts_with_folded(std::string_view text, std::string_view folded_prefix) {
  if (text.empty() || folded_prefix.empty()) return folded_prefix.empty();
  // A folded character takes as many bytes as its capital in all alphabets of the lexicon.
  return text.size() >= folded_prefix.size() &&
         same_folded(text.substr(0, folded_prefix.size()), folded_prefix);
}

}  // namespace dateline
