#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/store/names/romanized.h"
#include "search/store/tokens/lexicon.h"

namespace dateline {

// The names of an archive that sound alike, learned from its own vocabulary, whatever scripts they
// are written in: a name is a word that stands mostly with a capital inside sentences; of scripts
// without capitals, any word may be one. What counts is how all segments together write a word, so
// that names stay the same when segments are merged. Made once for a generation, in time linear in
// its lexicons, of 12 bytes a name and key, and read by any thread.
class NameVariants {
 public:
  NameVariants() = default;

  // `lexicons` must outlive this; `articles` is how many articles they are of, and `languages` the
  // codes of the languages of these.
  NameVariants(std::vector<const Lexicon*> lexicons, std::uint64_t articles,
               std::vector<std::string> languages);

  // Words that sound like `folded`, which the archive need not have: most frequent ones first. A
  // country sounds like nothing else in its script.
  std::vector<std::string> like(std::string_view folded) const;

 private:
  struct Sound {
    std::uint32_t key = 0;  // hashed
    std::uint32_t lexicon = 0;
    FormId form = 0;
  };

  void learn(std::uint32_t lexicon);
  void add_alike(const std::vector<Sound>& sounds, const std::string& key,
                 std::vector<std::pair<std::uint64_t, std::string>>& alike) const;
  std::uint64_t occurrences_as_name(const std::string& folded) const;

  bool is_country(std::string_view folded) const;

  std::vector<const Lexicon*> lexicons_;
  std::uint32_t least_seen_ = 1;        // of a name
  std::vector<std::string> countries_;  // in order
  Romanizer romanized_;
  bool some_lack_vowels_ = false;
  std::vector<Sound> by_sound_;       // by key
  std::vector<Sound> by_consonants_;  // the same; only where some words lack vowels
};

}  // namespace dateline
