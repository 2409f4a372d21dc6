#include "search/plan/closed_compounds.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "search/base/utf8.h"
#include "search/store/text/linking_elements.h"
#include "search/store/text/stop_words.h"

namespace dateline {
namespace {

constexpr std::size_t kLeastPartLetters = 4;  // of a part
constexpr std::size_t kMostCompounds = 32;    // of one word
constexpr std::size_t kMostCompared = 4'000;  // words that begin alike, and that end alike

// A part occurs twice at least, and in a large archive once in so many articles.
constexpr std::uint64_t kLeastOccurrences = 2;
constexpr std::uint64_t kArticlesForOne = 20'000;

// How often a compound occurs, by the term that all its forms have.
struct FoundCompound {
  std::string folded;  // its most frequent form
  std::uint64_t most = 0;
  std::uint64_t all = 0;
};

// Finds the compounds of one word in one language.
class CompoundSearch {
 public:
  CompoundSearch(const QueryWord& word, const QueryWords& index, LanguageId language)
      : index_(index),
        language_(language),
        least_(std::max(kLeastOccurrences,
                        index.generation()->manifest().articles / kArticlesForOne)) {
    for (const LexiconEntry& form : index.all_forms(word)) {
      if (form.language != language || form.acronym || form.compound) continue;
      own_ += form.occurrences;
      capitalised_ += form.capitalised;
      small_ += form.small;
      own_term_ = form.term();
      if (is_long_enough(form.folded)) add_once(forms_, form.folded);
    }
  }

  std::map<std::string, FoundCompound> find() {
    if (own_ < least_) return {};
    for (const std::string& form : forms_) {
      for (const auto& segment : index_.generation()->segments()) {
        find_behind(form, *segment);
        find_before(form, *segment);
      }
    }
    return std::move(found_);
  }

 private:
  static void add_once(std::vector<std::string>& texts, std::string_view text) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
  }

  static bool is_long_enough(std::string_view part) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < part.size() && letters < kLeastPartLetters; ++letters)
      at += decode_at(part, at).bytes;
    return letters == kLeastPartLetters;
  }

  // The form, then another word: Steuer|reform.
  void find_behind(const std::string& form, const Segment& segment) {
    for (const LinkingElement& link : linking_elements(language_)) {
      if (!form.ends_with(link.lost)) continue;
      const std::string first =
          form.substr(0, form.size() - link.lost.size()) + std::string(link.added);
      const Lexicon& lexicon = segment.lexicon();
      const auto [begin, end] = lexicon.folded_range(first);
      for (std::uint32_t rank = begin; rank < end && rank - begin < kMostCompared; ++rank) {
        const LexiconEntry entry = lexicon.entry(lexicon.at_folded_rank(rank));
        add(entry, occurrences_of_part(entry.folded.substr(first.size())));
      }
    }
  }

  // Another word, then the form: Mehrwert|steuer. Where nouns have capitals, the compound of one
  // has: Recht is no part of gerecht.
  void find_before(const std::string& form, const Segment& segment) {
    const Lexicon& lexicon = segment.lexicon();
    std::vector<FormId> ending = segment.word_ends().ending_in(form, lexicon);
    ending.resize(std::min(ending.size(), kMostCompared));
    for (const FormId id : ending) {
      const LexiconEntry entry = lexicon.entry(id);
      if (is_mostly_capitalised() && entry.small > entry.capitalised) continue;
      add(entry, occurrences_before(entry.folded.substr(0, entry.folded.size() - form.size())));
    }
  }

  bool is_mostly_capitalised() const { return capitalised_ > small_; }

  // Of the word that stands first, without what links it.
  std::uint64_t occurrences_before(std::string_view first) {
    std::uint64_t most = 0;
    for (const LinkingElement& link : linking_elements(language_)) {
      if (!first.ends_with(link.added)) continue;
      const std::string part =
          std::string(first.substr(0, first.size() - link.added.size())) + std::string(link.lost);
      most = std::max(most, occurrences_of_part(part));
    }
    return most;
  }

  std::uint64_t occurrences_of_part(std::string_view part) {
    if (!is_long_enough(part) || is_stop_word(part, language_)) return 0;
    const auto [place, added] = parts_.try_emplace(std::string(part), 0);
    if (!added) return place->second;
    for (const auto& segment : index_.generation()->segments()) {
      for (const FormId id : segment->lexicon().with_folded(part)) {
        const LexiconEntry entry = segment->lexicon().entry(id);
        if (entry.language == language_ && !entry.acronym && !entry.compound)
          place->second += entry.occurrences;
      }
    }
    return place->second;
  }

  void add(const LexiconEntry& entry, std::uint64_t other_part) {
    if (entry.language != language_ || entry.acronym || entry.compound) return;
    const std::string term = entry.term();
    if (other_part < least_ || term == own_term_) return;
    // Both parts together must be more usual than the whole.
    const std::uint64_t whole = entry.occurrences;
    if (own_ * other_part <= whole * whole) return;
    // Where nouns have no capitals, a word with one is a name: England.
    if (!is_mostly_capitalised() && entry.capitalised > kNameShare * entry.small) return;
    FoundCompound& compound = found_[term];
    compound.all += whole;
    if (whole <= compound.most) return;
    compound.most = whole;
    compound.folded = entry.folded;
  }

  const QueryWords& index_;
  LanguageId language_;
  std::uint64_t least_;
  std::vector<std::string> forms_;
  std::string own_term_;
  std::uint64_t own_ = 0;  // occurrences
  std::uint64_t capitalised_ = 0;
  std::uint64_t small_ = 0;
  std::map<std::string, std::uint64_t> parts_;
  std::map<std::string, FoundCompound> found_;
};

}  // namespace

std::vector<std::string> compounds_with(const QueryWord& word, const QueryWords& index) {
  std::vector<FoundCompound> found;
  const ArchiveLanguages& languages = index.generation()->languages();
  for (const LanguageId language : languages.all()) {
    if (!languages.is_usual(language) || linking_elements(language).empty()) continue;
    if (is_stop_word(word.folded, language)) continue;
    for (auto& [term, compound] : CompoundSearch(word, index, language).find())
      found.push_back(std::move(compound));
  }
  std::sort(found.begin(), found.end(), [](const FoundCompound& a, const FoundCompound& b) {
    return a.all != b.all ? a.all > b.all : a.folded < b.folded;
  });
  found.resize(std::min(found.size(), kMostCompounds));
  std::vector<std::string> compounds;
  for (FoundCompound& compound : found) compounds.push_back(std::move(compound.folded));
  return compounds;
}

}  // namespace dateline
