#include "search/query/korean_words.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "search/base/utf8.h"
#include "search/query/query_text.h"

namespace dateline {
namespace {

// Where an ending may stand: 은 behind a consonant, 는 behind a vowel.
enum class Behind : std::uint8_t { any, consonant, vowel, vowel_or_l };

struct Ending {
  std::string_view text;
  Behind behind = Behind::any;
};

// Longer ones first, of those that end alike.
constexpr Ending kParticles[] = {
    {"이라고는", Behind::consonant},
    {"에서부터"},
    {"으로부터", Behind::consonant},
    {"로부터", Behind::vowel_or_l},
    {"에게서는"},
    {"으로서는", Behind::consonant},
    {"로서는", Behind::vowel_or_l},
    {"까지의"},
    {"까지는"},
    {"까지도"},
    {"까지만"},
    {"부터의"},
    {"부터는"},
    {"에서의"},
    {"에서는"},
    {"에서도"},
    {"에서만"},
    {"에게서"},
    {"에게는"},
    {"에게도"},
    {"에게만"},
    {"으로의", Behind::consonant},
    {"으로는", Behind::consonant},
    {"으로도", Behind::consonant},
    {"으로만", Behind::consonant},
    {"으로서", Behind::consonant},
    {"으로써", Behind::consonant},
    {"이라는", Behind::consonant},
    {"이라고", Behind::consonant},
    {"이라며", Behind::consonant},
    {"이라면", Behind::consonant},
    {"입니다"},
    {"이었다", Behind::consonant},
    {"이지만", Behind::consonant},
    {"에서"},
    {"에게"},
    {"에는"},
    {"에도"},
    {"에만"},
    {"까지"},
    {"부터"},
    {"처럼"},
    {"보다"},
    {"마저"},
    {"조차"},
    {"마다"},
    {"밖에"},
    {"한테"},
    {"께서"},
    {"이나", Behind::consonant},
    {"이란", Behind::consonant},
    {"이며", Behind::consonant},
    {"이고", Behind::consonant},
    {"이다", Behind::consonant},
    {"인가", Behind::consonant},
    {"인지", Behind::consonant},
    {"으로", Behind::consonant},
    {"로는", Behind::vowel_or_l},
    {"로도", Behind::vowel_or_l},
    {"로서", Behind::vowel_or_l},
    {"로써", Behind::vowel_or_l},
    {"로의", Behind::vowel_or_l},
    {"라는", Behind::vowel},
    {"라고", Behind::vowel},
    {"라며", Behind::vowel},
    {"과의", Behind::consonant},
    {"와의", Behind::vowel},
    {"과는", Behind::consonant},
    {"와는", Behind::vowel},
    {"였다", Behind::vowel},
    {"들이"},
    {"들은"},
    {"들을"},
    {"들의"},
    {"들에"},
    {"들도"},
    {"은", Behind::consonant},
    {"이", Behind::consonant},
    {"을", Behind::consonant},
    {"과", Behind::consonant},
    {"는", Behind::vowel},
    {"가", Behind::vowel},
    {"를", Behind::vowel},
    {"와", Behind::vowel},
    {"로", Behind::vowel_or_l},
    {"의"},
    {"에"},
    {"도"},
    {"만"},
    {"들"},
    {"인", Behind::consonant},
};

// Of 하다 and 되다, which make verbs of nouns.
constexpr Ending kVerbEndings[] = {
    {"하겠다고"}, {"하겠다는"}, {"했습니다"}, {"됐습니다"}, {"되었습니다"}, {"하였다"}, {"되었다"},
    {"했다고"},   {"했다는"},   {"했다며"},   {"했으며"},   {"했지만"},     {"한다고"}, {"한다는"},
    {"한다면"},   {"하도록"},   {"하려고"},   {"하려는"},   {"하면서"},     {"하겠다"}, {"합니다"},
    {"됐다고"},   {"됐으며"},   {"된다고"},   {"되도록"},   {"되면서"},     {"됩니다"}, {"되었던"},
    {"시켰다"},   {"시키는"},   {"시키고"},   {"했던"},     {"했고"},       {"했다"},   {"한다"},
    {"하는"},     {"하고"},     {"하며"},     {"하여"},     {"해서"},       {"하면"},   {"하자"},
    {"하게"},     {"해야"},     {"하기"},     {"하지"},     {"하다"},       {"됐던"},   {"됐고"},
    {"됐다"},     {"된다"},     {"되는"},     {"되고"},     {"되며"},       {"되어"},   {"돼서"},
    {"되면"},     {"되자"},     {"되게"},     {"되기"},     {"되지"},       {"되다"},   {"한"},
    {"할"},       {"함"},       {"해"},       {"된"},       {"될"},         {"됨"},     {"돼"},
};

constexpr char32_t kFirst = 0xAC00;
constexpr char32_t kLast = 0xD7A3;
constexpr char32_t kFinals = 28;      // of each initial and vowel: none, and 27 consonants
constexpr char32_t kL = 8;            // the consonant ㄹ among them
constexpr std::size_t kSyllable = 3;  // bytes
constexpr std::size_t kLeastSyllables = 2;

bool may_follow(std::string_view stem, Behind behind) {
  const CodePoint last = decode_before(stem, stem.size());
  if (!is_hangul_syllable(last.value)) return false;
  const char32_t final_consonant = (last.value - kFirst) % kFinals;
  switch (behind) {
    case Behind::any:
      return true;
    case Behind::consonant:
      return final_consonant > 0;
    case Behind::vowel:
      return final_consonant == 0;
    case Behind::vowel_or_l:
      return final_consonant == 0 || final_consonant == kL;
  }
  return false;
}

template <std::size_t kCount>
std::size_t without_ending(std::string_view word, const Ending (&endings)[kCount]) {
  for (const Ending& ending : endings) {
    if (!word.ends_with(ending.text)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.text.size());
    if (stem.size() >= kLeastSyllables * kSyllable && may_follow(stem, ending.behind))
      return stem.size();
  }
  return word.size();
}

}  // namespace

bool is_hangul_syllable(char32_t c) { return c >= kFirst && c <= kLast; }

bool is_korean_ending(std::string_view text) {
  const auto is_text = [&](const Ending& ending) { return ending.text == text; };
  return std::any_of(std::begin(kParticles), std::end(kParticles), is_text) ||
         std::any_of(std::begin(kVerbEndings), std::end(kVerbEndings), is_text);
}

std::size_t korean_stem(std::string_view word) {
  const std::size_t verb = without_ending(word, kVerbEndings);
  return verb < word.size() ? verb : without_ending(word, kParticles);
}

}  // namespace dateline
