#include "search/store/unknown_language.h"

#include <algorithm>

#include "search/base/utf8.h"
#include "search/store/article/fields.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kLeastHead = 2;  // bytes

// How all forms of a stem start: stemmers change its last letter (stories are stori), seldom
// another.
std::string_view stem_head(std::string_view stem) {
  const std::string_view shorter = utf8_prefix(stem, stem.empty() ? 0 : stem.size() - 1);
  return shorter.size() > kLeastHead ? shorter : stem;
}

}  // namespace

UnknownLanguage::UnknownLanguage(const Generation& generation)
    : generation_(generation),
      main_(generation.languages().main()),
      takes_part_(main_ != kNoStemmer && generation.languages().has(kUnknownLanguage)) {}

std::vector<std::string> UnknownLanguage::terms_of(std::string_view stem) {
  std::vector<std::string> terms;
  const std::string folded = fold(stem);  // a Vietnamese stem has marks
  const std::string_view head = stem_head(folded);
  if (!takes_part_ || head.size() < kLeastHead) return terms;
  for (const auto& segment : generation_.segments()) {
    const Lexicon& lexicon = segment->lexicon();
    const auto [begin, end] = lexicon.folded_range(head);
    for (std::uint32_t rank = begin; rank < end; ++rank) {
      const FormId form = lexicon.at_folded_rank(rank);
      if (lexicon.language(form) != kUnknownLanguage) continue;
      const LexiconEntry entry = lexicon.entry(form);
      if (entry.stem_language == kNoStemmer) continue;
      if (stem_of(entry) == Stem{std::string(stem), main_}) terms.push_back(entry.term());
    }
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::string UnknownLanguage::term_of(const LexiconEntry& form) {
  if (!takes_part_ || form.stem_language != kUnknownLanguage) return form.term();
  const Stem stem = stem_of(form);
  return stem_term(stem.text, stem.language);
}

// In the main language.
Stem UnknownLanguage::stem_of(const LexiconEntry& form) {
  return stemmer_.stem(form.compound ? form.folded : form.surface, main_);
}

std::vector<std::string> UnknownLanguage::with_unknown(std::string_view term) {
  std::vector<std::string> terms{std::string(term)};
  const StemTerm parsed = parse_stem_term(term);
  if (parsed.language != main_ || main_ == kNoStemmer) return terms;
  for (std::string& other : terms_of(parsed.stem)) terms.push_back(std::move(other));
  return terms;
}

}  // namespace dateline
