#include "search/store/text/english_spelling.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <unordered_map>

#include "english_spellings_data.h"

namespace dateline {
namespace {

// Nearly all words are in no table, which three letters tell: what they begin with, as 15 bits.
constexpr std::size_t kHeadBytes = 3;
constexpr std::size_t kHeads = 1U << (5U * kHeadBytes);

std::size_t head_of(std::string_view word) {
  std::size_t head = 0;
  for (const char c : word.substr(0, kHeadBytes))
    head = head << 5U | (static_cast<unsigned char>(c) & 31U);
  return head;
}

using Spellings = std::unordered_map<std::string_view, std::string_view>;

struct Table {
  Spellings words;
  Spellings beginnings;
  std::size_t shortest = 64;  // of the beginnings, in bytes
  std::bitset<kHeads> heads;  // that an entry has
};

Table read_table(std::string_view text) {
  Table table;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t space = line.find(' ');
    if (line.empty() || line[0] == '#' || space == line.npos) continue;
    std::string_view from = line.substr(0, space);
    std::string_view to = line.substr(space + 1);
    table.heads.set(head_of(from));
    if (!from.ends_with('*')) {
      table.words.emplace(from, to);
      continue;
    }
    from.remove_suffix(1);
    to.remove_suffix(1);
    table.beginnings.emplace(from, to);
    table.shortest = std::min(table.shortest, from.size());
  }
  return table;
}

const Table& table() {
  static const Table read = read_table(kEnglishSpellings);
  return read;
}

std::optional<std::string> listed(std::string_view word) {
  const Table& known = table();
  if (!known.heads[head_of(word)]) return std::nullopt;
  if (const auto found = known.words.find(word); found != known.words.end())
    return std::string(found->second);
  for (std::size_t size = word.size(); size >= known.shortest; --size) {
    const auto found = known.beginnings.find(word.substr(0, size));
    if (found != known.beginnings.end())
      return std::string(found->second) + std::string(word.substr(size));
  }
  return std::nullopt;
}

// What precedes -ise in words that are no verbs of -ize, or lose the sound in their relatives:
// revise has revision, and enterprise was never a verb.
constexpr std::array<std::string_view, 44> kNotOfIze = {
    "adv",    "advert", "appra",  "bra",    "bru",   "chast", "circumc", "compr",   "comprom",
    "conc",   "cru",    "dem",    "desp",   "dev",   "disgu", "enterpr", "exc",     "exerc",
    "expert", "franca", "franch", "improv", "inc",   "likew", "mala",    "mayonna", "merchand",
    "moonr",  "otherw", "parad",  "porpo",  "pra",   "prec",  "prem",    "prom",    "repr",
    "rev",    "sunr",   "superv", "surm",   "surpr", "telev", "treat",   "upr"};

constexpr std::array<std::string_view, 10> kOfIse = {
    "ise", "ised", "iser", "isers", "ises", "ising", "isable", "isation", "isations", "isational"};

constexpr std::array<std::string_view, 5> kOfLyse = {"lyse", "lysed", "lyser", "lysers", "lysing"};

constexpr std::size_t kShortestRoot = 3;

bool may_be_of_ize(std::string_view root) {
  return root.size() >= kShortestRoot &&
         std::none_of(kNotOfIze.begin(), kNotOfIze.end(),
                      [&](std::string_view end) { return root.ends_with(end); });
}

// Where the s stands that is a z in American English; npos where none does.
std::size_t british_s(std::string_view word) {
  for (const std::string_view ending : kOfIse) {
    const std::size_t root = word.size() - std::min(word.size(), ending.size());
    if (word.ends_with(ending) && may_be_of_ize(word.substr(0, root))) return root + 1;
  }
  for (const std::string_view ending : kOfLyse) {
    if (word.ends_with(ending)) return word.size() - ending.size() + 2;
  }
  return word.npos;
}

}  // namespace

std::string usual_spelling(std::string_view word) {
  std::string usual = listed(word).value_or(std::string(word));
  if (const std::size_t s = british_s(usual); s != usual.npos) usual[s] = 'z';
  if (usual.ends_with("women")) usual[usual.size() - 2] = 'a';
  return usual;
}

}  // namespace dateline
