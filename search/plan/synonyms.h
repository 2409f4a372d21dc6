#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A line of a synonyms file cannot be read, or the file itself; what() is for the operator and
// starts with "FILE:LINE: ".
struct SynonymsError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A word as synonyms compare it.
struct SynonymWord {
  std::string folded;     // as the tokenizer folds it
  bool capitals = false;  // written in capitals: IS, U.S.

  bool operator==(const SynonymWord&) const = default;
};

// The words of a text, ready to be looked up. An acronym in a text that is all capitals counts as
// one too.
std::vector<SynonymWord> synonym_words(std::string_view text);

// Which words may be searched for besides those that were typed. Made once from files and then
// never changed, so any number of threads may ask it. The file, UTF-8, one group a line:
//
//   # what follows a hash is a comment
//   UN, U.N., United Nations             each finds the others
//   Islamic State in Iraq => ISIS, IS    what is on the left finds what is on the right as well
//
// Case, accents, dots of initials and hyphens do not matter: Nur-Sultan is nur sultan. A word in
// capitals that is a common word otherwise (IS, US, IT, WHO) is meant in capitals only. Groups do
// not chain: what is on two lines has the alternatives of both, and not theirs in turn.
class Synonyms {
 public:
  using Phrase = std::vector<SynonymWord>;

  // What was found at the start of a row of words.
  struct Match {
    std::size_t words = 0;                 // how many of them it covers; 0: nothing was found
    std::span<const Phrase> alternatives;  // in the order of the file, without what was typed
  };

  Synonyms() = default;  // knows none

  // `name` is what errors call the text.
  static Synonyms parse(std::string_view text, std::string_view name);
  static Synonyms read(const std::filesystem::path& file);

  // The longest group's phrase that `words` starts with.
  Match longest(std::span<const SynonymWord> words) const;

  // The words of the longest phrase that longest() can find.
  std::size_t most_words() const { return longest_; }

  // How many words and phrases have alternatives.
  std::size_t size() const { return alternatives_.size(); }

 private:
  void add(const Phrase& from, std::span<const Phrase> to);

  std::map<std::string, std::vector<Phrase>, std::less<>> alternatives_;  // by key_of() a phrase
  std::size_t longest_ = 0;                                               // in words, of a key
};

}  // namespace dateline
