#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "search/store/text/stemmer.h"

namespace dateline {

// The languages that an archive is written in, and how much of it in each.
class ArchiveLanguages {
 public:
  // `articles`: how many the archive has of each language, by its code, as its manifest says.
  explicit ArchiveLanguages(const std::map<std::string, std::uint64_t>& articles);

  const std::vector<LanguageId>& all() const { return all_; }  // each once
  bool has(LanguageId language) const;

  // The one with a stemmer that most articles are in: those of unknown language are taken to be in
  // it too. kNoStemmer where there is none.
  LanguageId main() const { return main_; }

  // Whether enough is written in it to tell how the archive uses a word. A few articles of another
  // language, or that are taken for it, must not change what a query means.
  bool is_usual(LanguageId language) const;

  // Of terms of words, those that tell how rare the word is: of usual languages, and whole words,
  // which may be of any; all where there are none.
  std::vector<std::string> usual(const std::vector<std::string>& terms) const;

 private:
  std::map<LanguageId, std::uint64_t> articles_;
  std::vector<LanguageId> all_;
  LanguageId main_ = kNoStemmer;
  std::uint64_t most_ = 0;  // articles of one language
};

}  // namespace dateline
