#include "search/store/archive_languages.h"

#include <algorithm>

#include "search/store/article/fields.h"

namespace dateline {
namespace {

// A language is usual where it has an article for so many of the most frequent one.
constexpr std::uint64_t kMostForOne = 20;

}  // namespace

ArchiveLanguages::ArchiveLanguages(const std::map<std::string, std::uint64_t>& articles) {
  for (const auto& [code, count] : articles) articles_[language_id(code)] += count;
  std::uint64_t most_stemmed = 0;
  for (const auto& [language, count] : articles_) {
    all_.push_back(language);
    if (language == kUnknownLanguage) continue;
    most_ = std::max(most_, count);
    if (language == kNoStemmer || count <= most_stemmed) continue;
    most_stemmed = count;
    main_ = language;
  }
}

bool ArchiveLanguages::has(LanguageId language) const { return articles_.contains(language); }

bool ArchiveLanguages::is_usual(LanguageId language) const {
  const bool takes_part = language == kUnknownLanguage && main_ != kNoStemmer;
  const auto found = articles_.find(takes_part ? main_ : language);
  return found != articles_.end() && found->second * kMostForOne >= most_;
}

std::vector<std::string> ArchiveLanguages::usual(const std::vector<std::string>& terms) const {
  std::vector<std::string> usual;
  for (const std::string& term : terms) {
    const LanguageId language = parse_stem_term(term).language;
    if (language == kNoStemmer || is_usual(language)) usual.push_back(term);
  }
  return usual.empty() ? terms : usual;
}

}  // namespace dateline
