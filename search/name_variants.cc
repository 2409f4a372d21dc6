#include "search/name_variants.h"

#include <algorithm>
#include <array>
#include <utility>

#include "search/ascii.h"

namespace dateline {
namespace {

constexpr std::size_t kLeastLetters = 4;  // shorter names sound like too many others
constexpr std::size_t kMaxVariants = 8;   // a longer list is no list of spellings of one name
constexpr std::uint32_t kLeastSeen =
    2;  // occurrences with a capital, so that one typing error is no name

// Spellings of one sound, in the order in which they are replaced: longer ones first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 40> kSounds = {{
    {"sch", "s"}, {"tch", "c"},  {"tsch", "c"}, {"dzh", "j"}, {"kh", "h"},  {"gh", "g"},
    {"sh", "s"},  {"ch", "c"},   {"ph", "f"},   {"th", "t"},  {"zh", "j"},  {"ts", "c"},
    {"tz", "c"},  {"ck", "k"},   {"ou", "u"},   {"oo", "u"},  {"ee", "i"},  {"ei", "i"},
    {"ey", "i"},  {"ej", "i"},   {"ij", "i"},   {"iy", "i"},  {"yi", "i"},  {"ie", "i"},
    {"ae", "ai"}, {"ay", "ai"},  {"ia", "ia"},  {"ya", "ia"}, {"ja", "ia"}, {"yu", "iu"},
    {"ju", "iu"}, {"gue", "gi"}, {"gui", "gi"}, {"q", "k"},   {"w", "v"},   {"o", "u"},
    {"e", "i"},   {"y", "i"},    {"x", "ks"},   {"c", "k"},
}};

bool looks_like_name(const LexiconEntry& entry) {
  return !entry.acronym && !entry.compound && entry.capitalised >= kLeastSeen &&
         entry.capitalised * 2 > entry.occurrences;
}

bool all_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), ascii::is_lower);
}

}  // namespace

std::string sound_key(std::string_view folded) {
  if (folded.size() < kLeastLetters || !all_letters(folded)) return {};
  std::string key;
  for (std::size_t at = 0; at < folded.size();) {
    const std::string_view rest = folded.substr(at);
    const auto sound = std::find_if(kSounds.begin(), kSounds.end(), [&](const auto& s) {
      return s.first.front() == rest.front() && rest.starts_with(s.first);  // few get to the latter
    });
    const std::string_view said = sound == kSounds.end() ? rest.substr(0, 1) : sound->second;
    for (const char c : said) {
      if (key.empty() || key.back() != c) key += c;  // doubled letters are one
    }
    at += sound == kSounds.end() ? 1 : sound->first.size();
  }
  if (key.size() > kLeastLetters && key.back() == 'h') key.pop_back();
  return key.size() < 3 ? std::string() : key;
}

void NameVariants::learn(const Lexicon& lexicon) {
  for (FormId form = 0; form < lexicon.size(); ++form) {
    const LexiconEntry entry = lexicon.entry(form);
    if (!looks_like_name(entry)) continue;
    const std::string key = sound_key(entry.folded);
    if (key.empty()) continue;
    std::vector<std::string>& spellings = by_sound_[key];
    if (std::find(spellings.begin(), spellings.end(), entry.folded) == spellings.end())
      spellings.emplace_back(entry.folded);
  }
}

std::vector<std::string> NameVariants::of(std::string_view folded) const {
  const auto found = by_sound_.find(sound_key(folded));
  if (found == by_sound_.end() || found->second.size() > kMaxVariants) return {};
  std::vector<std::string> others = found->second;
  std::erase(others, folded);
  return others;
}

bool NameVariants::is_name(std::string_view folded) const {
  const auto found = by_sound_.find(sound_key(folded));
  return found != by_sound_.end() &&
         std::find(found->second.begin(), found->second.end(), folded) != found->second.end();
}

}  // namespace dateline
