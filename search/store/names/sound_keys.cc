#include "search/store/names/sound_keys.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::size_t kLeastLetters = 4;  // shorter names sound like too many others
constexpr std::size_t kLeastSounds = 3;
constexpr std::size_t kLongName = 6;  // sounds; of shorter names each vowel tells

using Spelling = std::pair<std::string_view, std::string_view>;

// Spellings of one sound, longer ones first. In capitals: C as in church, S as in ship, T as in
// cats, J as in measure, Y as in day.
constexpr std::array<Spelling, 50> kSounds = {{
    {"shch", "SC"}, {"tsch", "C"}, {"dzh", "J"},  {"sch", "S"}, {"tch", "C"}, {"tsh", "C"},
    {"iou", "iu"},  {"gue", "gi"}, {"gui", "gi"}, {"kh", "h"},  {"gh", "g"},  {"dh", "d"},
    {"th", "t"},    {"ph", "f"},   {"sh", "S"},   {"zh", "J"},  {"dj", "J"},  {"ch", "C"},
    {"ck", "k"},    {"cz", "C"},   {"ts", "T"},   {"tz", "T"},  {"ai", "Y"},  {"ay", "Y"},
    {"aj", "Y"},    {"ei", "Y"},   {"ey", "Y"},   {"ej", "Y"},  {"ae", "Y"},  {"ou", "u"},
    {"oo", "u"},    {"ee", "i"},   {"iy", "i"},   {"ij", "i"},  {"yi", "i"},  {"ii", "i"},
    {"ie", "i"},    {"ya", "ia"},  {"ja", "ia"},  {"yu", "iu"}, {"ju", "iu"}, {"ce", "se"},
    {"ci", "si"},   {"cy", "si"},  {"c", "k"},    {"q", "k"},   {"w", "v"},   {"x", "ks"},
    {"y", "i"},     {"oa", "ua"},
}};

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool starts_with_any(std::string_view word, std::initializer_list<std::string_view> heads) {
  return std::any_of(heads.begin(), heads.end(),
                     [&](std::string_view head) { return word.starts_with(head); });
}

// What one letter in front or at the end stands for: eltsin is yeltsin, markovic is markovich.
std::string with_plain_ends(std::string_view name) {
  std::string word(name);
  if (word.size() >= kLongName && starts_with_any(word, {"ye", "je", "ie"})) word.erase(0, 1);
  if (word.size() >= kLongName) {
    // Arabic has a k that English writes in five ways.
    if (starts_with_any(word, {"kh", "gh", "qu"})) word.replace(0, 2, "k");
    if (starts_with_any(word, {"q", "g"}) && is_vowel(word[1])) word[0] = 'k';
    if (word.ends_with('h') && is_vowel(word[word.size() - 2])) word.pop_back();
  }
  if (word.ends_with("ic")) word += 'h';
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (word[at] == 'z' && (word[at - 1] == 'l' || word[at - 1] == 'n')) word.replace(at, 1, "ts");
  }
  return word;
}

std::string without_doubles(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (result.empty() || result.back() != c) result += c;
  }
  return result;
}

// Of a long name, o and u are one, and e and i.
std::string with_vowels_joined(std::string key) {
  const auto count = key.size() + static_cast<std::size_t>(std::count(key.begin(), key.end(), 'Y'));
  if (count < kLongName) return key;
  std::replace(key.begin(), key.end(), 'o', 'u');
  std::replace(key.begin(), key.end(), 'e', 'i');
  return without_doubles(key);
}

std::string key_of(std::string_view name) {
  const std::string word = with_plain_ends(name);
  std::string key;
  for (std::size_t at = 0; at < word.size();) {
    const std::string_view rest = std::string_view(word).substr(at);
    const auto sound = std::find_if(kSounds.begin(), kSounds.end(), [&](const Spelling& s) {
      return s.first.front() == rest.front() && rest.starts_with(s.first);  // few get to the latter
    });
    key += sound == kSounds.end() ? rest.substr(0, 1) : sound->second;
    at += sound == kSounds.end() ? 1 : sound->first.size();
  }
  return with_vowels_joined(without_doubles(key));
}

void add_key(std::vector<std::string>& keys, std::string key) {
  if (key.size() < kLeastSounds) return;
  if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
}

// As French has it: the ch of Bachar is the sh of Bashar.
std::string with_french_ch(std::string_view name) {
  std::string word(name);
  for (std::size_t at = word.find("ch"); at != word.npos; at = word.find("ch", at + 1)) {
    const bool is_longer = at > 0 && (word[at - 1] == 't' || word[at - 1] == 's');
    if (!is_longer) word[at] = 's';
  }
  return word;
}

}  // namespace

std::vector<std::string> sound_keys(std::string_view name) {
  std::vector<std::string> keys;
  if (name.size() < kLeastLetters || !std::all_of(name.begin(), name.end(), ascii::is_lower))
    return keys;
  add_key(keys, key_of(name));
  add_key(keys, key_of(without_umlauts(name)));
  if (name.size() >= kLongName) add_key(keys, key_of(with_french_ch(name)));
  return keys;
}

std::string without_umlauts(std::string_view name) {
  std::string word;
  for (std::size_t at = 0; at < name.size(); ++at) {
    word += name[at];
    const bool inside = at + 2 < name.size() && !is_vowel(name[at + 2]);
    const bool behind = at == 0 || (!is_vowel(name[at - 1]) && name[at - 1] != 'q');
    const bool rounded = name[at] == 'a' || name[at] == 'o' || name[at] == 'u';
    const bool umlaut = rounded && inside && behind && name[at + 1] == 'e';
    const bool ring = name.substr(at).starts_with("aa");
    if (umlaut || ring) ++at;
  }
  return word;
}

std::string consonant_key(std::string_view name) {
  if (name.size() > kLeastLetters && starts_with_any(name, {"al", "el"}) && name.size() > 5)
    name.remove_prefix(2);
  std::string word(name);
  std::replace(word.begin(), word.end(), 'w', 'u');  // of Arabic and Hebrew, either
  std::string key;
  for (const char c : key_of(word)) {
    if (is_vowel(c) || c == 'Y') continue;
    const bool is_lip = c == 'p' || c == 'b' || c == 'f' || c == 'v';
    key += is_lip ? 'b' : c;
  }
  key = without_doubles(key);
  return key.size() < kLeastSounds ? std::string() : key;
}

bool vowels_fit(std::string_view written, std::string_view name) {
  const auto sound = [](char c) {
    if (c == 'w' || c == 'o') return 'u';
    return c == 'y' || c == 'e' ? 'i' : c;
  };
  if (written.starts_with("al")) written.remove_prefix(2);
  std::size_t at = 0;
  std::size_t found = 0;
  for (const char c : written) {
    if (!is_vowel(c) && c != 'w') continue;
    while (at < name.size() && (!is_vowel(name[at]) || sound(name[at]) != sound(c))) ++at;
    if (at++ == name.size()) return false;
    ++found;
  }
  return found > 0;
}

}  // namespace dateline
