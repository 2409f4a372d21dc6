#include "search/store/names/name_variants.h"

#include <algorithm>
#include <utility>

#include "search/store/names/country_names.h"
#include "search/store/names/sound_keys.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxVariants = 16;
constexpr std::size_t kLeastLetters = 4;

// In a large archive, what was written once only is more often a typing error than a name.
constexpr std::uint64_t kLargeArchive = 30'000;  // articles

std::uint32_t hash_of(std::string_view key) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

bool may_be_name(const LexiconEntry& entry, std::uint32_t least_seen) {
  if (entry.acronym || entry.compound) return false;
  if (!has_capitals(entry.folded))
    return entry.occurrences >= least_seen && entry.folded.size() > kLeastLetters;
  return entry.capitalised >= least_seen && entry.capitalised > kNameShare * entry.small;
}

// From Hebrew to Arabic, by their first bytes.
bool has_words_without_vowels(const Lexicon& lexicon) {
  return lexicon.folded_range("\xD7").first < lexicon.folded_range("\xDD").second;
}

template <typename Sounds>
void sort_by_key(Sounds& sounds) {
  std::sort(sounds.begin(), sounds.end(), [](const auto& a, const auto& b) {
    return a.key != b.key           ? a.key < b.key
           : a.lexicon != b.lexicon ? a.lexicon < b.lexicon
                                    : a.form < b.form;
  });
  sounds.shrink_to_fit();
}

}  // namespace

NameVariants::NameVariants(std::vector<const Lexicon*> lexicons, std::uint64_t articles,
                           std::vector<std::string> languages)
    : lexicons_(std::move(lexicons)),
      least_seen_(articles > kLargeArchive ? 2 : 1),
      countries_(country_names(std::move(languages))) {
  some_lack_vowels_ = std::any_of(lexicons_.begin(), lexicons_.end(), [](const Lexicon* lexicon) {
    return has_words_without_vowels(*lexicon);
  });
  for (std::uint32_t i = 0; i < lexicons_.size(); ++i) learn(i);
  sort_by_key(by_sound_);
  sort_by_key(by_consonants_);
}

// A word that is a name by the counts of all segments is one by those of at least one segment,
// which may have it only once. So every such word is kept here, and like() asks whether it is a
// name.
void NameVariants::learn(std::uint32_t number) {
  const Lexicon& lexicon = *lexicons_[number];
  const std::uint32_t least_seen = lexicons_.size() > 1 ? 1 : least_seen_;
  for (FormId form = 0; form < lexicon.size(); ++form) {
    const LexiconEntry entry = lexicon.entry(form);
    if (!may_be_name(entry, least_seen)) continue;
    const std::string latin = romanized_(entry.folded);
    if (!lacks_vowels(entry.folded)) {
      for (const std::string& key : sound_keys(latin))
        by_sound_.push_back({hash_of(key), number, form});
    }
    if (!some_lack_vowels_) continue;
    if (const std::string key = consonant_key(latin); !key.empty())
      by_consonants_.push_back({hash_of(key), number, form});
  }
}

std::vector<std::string> NameVariants::like(std::string_view folded) const {
  std::vector<std::pair<std::uint64_t, std::string>> alike;
  const std::string latin = romanized_(folded);
  const bool lacks = lacks_vowels(folded);
  if (!lacks) {
    for (const std::string& key : sound_keys(latin)) add_alike(by_sound_, key, alike);
  }
  if (some_lack_vowels_) {
    std::vector<std::pair<std::uint64_t, std::string>> others;
    if (const std::string key = consonant_key(latin); !key.empty())
      add_alike(by_consonants_, key, others);
    for (auto& [occurrences, other] : others) {
      const std::string read = romanized_(other);
      // Two words that lack vowels are told apart by those that they have.
      const bool fits = lacks ? !lacks_vowels(other) && vowels_fit(latin, read)
                              : lacks_vowels(other) && vowels_fit(read, latin);
      if (fits) alike.emplace_back(occurrences, std::move(other));
    }
  }
  std::sort(alike.begin(), alike.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> names;
  const bool is_latin = latin == folded;
  for (auto& [occurrences, name] : alike) {
    const bool same_script = is_latin == (romanized_(name) == name);
    if (same_script && (is_country(folded) || is_country(name))) continue;
    if (name != folded && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
    if (names.size() == kMaxVariants) break;
  }
  return names;
}

bool NameVariants::is_country(std::string_view folded) const {
  return std::binary_search(countries_.begin(), countries_.end(), folded);
}

// Words of the same hash need not have the same key.
void NameVariants::add_alike(const std::vector<Sound>& sounds, const std::string& key,
                             std::vector<std::pair<std::uint64_t, std::string>>& alike) const {
  const std::uint32_t hash = hash_of(key);
  auto one = std::lower_bound(sounds.begin(), sounds.end(), hash,
                              [](const Sound& sound, std::uint32_t k) { return sound.key < k; });
  for (; one != sounds.end() && one->key == hash; ++one) {
    const LexiconEntry entry = lexicons_[one->lexicon]->entry(one->form);
    const std::string latin = romanized_(entry.folded);
    std::vector<std::string> keys = sound_keys(latin);
    if (&sounds == &by_consonants_) keys = {consonant_key(latin)};
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) continue;
    const bool is_known = std::any_of(alike.begin(), alike.end(), [&](const auto& other) {
      return other.second == entry.folded;
    });
    if (is_known) continue;
    const std::string folded(entry.folded);
    if (const std::uint64_t occurrences = occurrences_as_name(folded); occurrences > 0)
      alike.emplace_back(occurrences, folded);
  }
}

// How often the archive has the word in forms that are names; 0 where it is no name.
std::uint64_t NameVariants::occurrences_as_name(const std::string& folded) const {
  std::uint64_t occurrences = 0;
  for (const LexiconEntry& form : united_forms(lexicons_, folded)) {
    if (may_be_name(form, least_seen_)) occurrences += form.occurrences;
  }
  return occurrences;
}

}  // namespace dateline
