#include "search/store/text/other_letters.h"

#include <algorithm>
#include <map>

#include "search/base/utf8.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

constexpr std::size_t kFewPlaces = 4;  // each may be written either way: 15 words

struct LetterPair {
  std::string_view from;
  std::string_view to;
};

using LetterPairs = std::vector<LetterPair>;

// The longest first: lj before l.
LetterPairs longest_first(LetterPairs pairs) {
  std::stable_sort(pairs.begin(), pairs.end(), [](const LetterPair& a, const LetterPair& b) {
    return a.from.size() > b.from.size();
  });
  return pairs;
}

struct BothWays {
  LetterPairs there;
  LetterPairs back;
};

BothWays read_pairs(const std::vector<std::string_view>& entries) {
  BothWays read;
  for (const std::string_view entry : entries) {
    const std::size_t arrow = std::min(entry.find('>'), entry.size());
    const std::string_view from = entry.substr(0, arrow);
    const std::string_view to = entry.substr(std::min(arrow + 1, entry.size()));
    read.there.push_back({from, to});
    read.back.push_back({to, from});
  }
  return {longest_first(std::move(read.there)), longest_first(std::move(read.back))};
}

const BothWays* pairs_of(std::string_view language) {
  static const auto all = [] {
    std::map<std::string_view, BothWays> read;
    for (const auto& [code, entries] : words_by_language("other letters"))
      read.emplace(code, read_pairs(entries));
    return read;
  }();
  const auto found = all.find(language);
  return found == all.end() ? nullptr : &found->second;
}

struct LetterPlace {
  std::size_t at = 0;
  const LetterPair* pair = nullptr;
};

std::vector<LetterPlace> places_in(std::string_view word, const LetterPairs& pairs) {
  std::vector<LetterPlace> places;
  for (std::size_t at = 0; at < word.size();) {
    const auto pair = std::find_if(pairs.begin(), pairs.end(), [&](const LetterPair& one) {
      return word.substr(at).starts_with(one.from);
    });
    if (pair != pairs.end()) places.push_back({at, &*pair});
    at += pair == pairs.end() ? decode_at(word, at).bytes : pair->from.size();
  }
  return places;
}

// With the places replaced of which `chosen` has the bit.
Respelling with_replaced(std::string_view word, const std::vector<LetterPlace>& places,
                         std::size_t chosen) {
  Respelling result;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places.size() <= kFewPlaces && ((chosen >> i) & 1) == 0) continue;
    result.word += word.substr(copied, places[i].at - copied);
    result.word += places[i].pair->to;
    copied = places[i].at + places[i].pair->from.size();
    if (result.tells == 0) result.tells = result.word.size();
  }
  result.word += word.substr(copied);
  return result;
}

void add_respellings(std::string_view word, const LetterPairs& pairs,
                     std::vector<Respelling>& result) {
  const std::vector<LetterPlace> places = places_in(word, pairs);
  if (places.empty()) return;
  const std::size_t choices =
      places.size() <= kFewPlaces ? std::size_t{1} << places.size() : std::size_t{2};
  for (std::size_t chosen = 1; chosen < choices; ++chosen)
    result.push_back(with_replaced(word, places, chosen));
}

}  // namespace

std::vector<Respelling> other_spellings_of(std::string_view word, std::string_view language) {
  std::vector<Respelling> result;
  const BothWays* const pairs = pairs_of(language);
  if (pairs == nullptr) return result;
  add_respellings(word, pairs->there, result);
  add_respellings(word, pairs->back, result);
  return result;
}

}  // namespace dateline
