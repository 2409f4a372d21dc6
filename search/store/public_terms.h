#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "search/base/string_table.h"
#include "search/store/postings_builder.h"
#include "search/store/public_document.h"

namespace dateline {

// The stemmer of a language, as in PublicDocument; none where Xapian has none of it.
Xapian::Stem public_stemmer(const std::string& language);

// Counts the words of texts as Xapian's TermGenerator does, which Xapian's query parser goes by:
// each word, and its stem with a Z in front. Most words were seen before and cost one look-up.
// Belongs to one thread.
class PublicTerms {
 public:
  // Counts into the current document of `postings`, which must outlive it.
  explicit PublicTerms(PostingsBuilder& postings) : postings_(postings) {}

  // `language` as in PublicDocument.
  void count(const PublicText& text, const std::string& language);

 private:
  struct Counted {
    std::uint32_t term = 0;
    std::uint32_t times = 0;
  };

  // The words of a language, by what stands between two spaces.
  struct Language {
    explicit Language(const std::string& code);

    Xapian::Stem stemmer;
    Xapian::TermGenerator generator;
    StringTable stretches;
    std::vector<std::size_t> starts{0};  // of each stretch in `counted`, and the end of the last
    std::vector<Counted> counted;
  };

  Language& language(const std::string& code);
  void learn(Language& language, std::string_view stretch);
  void count_prefixed(const Counted& one, const PublicText& text);

  PostingsBuilder& postings_;
  std::map<std::string, Language, std::less<>> languages_;
};

}  // namespace dateline
