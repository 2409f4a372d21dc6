#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "search/store/tokens/encoded_forms.h"
#include "search/store/tokens/lexicon.h"

namespace dateline {

// Which words forms are of, asked for each word of a stream: most are of none, and are told by a
// table that fits the processor's nearest cache.
class WordsOfForms {
 public:
  explicit WordsOfForms(std::vector<std::vector<FormId>> words);

  bool may_be_wanted(FormId form) const { return wanted_[form % kSlots]; }
  bool has(std::size_t word, FormId form) const {
    return std::binary_search(words_[word].begin(), words_[word].end(), form);
  }
  std::size_t size() const { return words_.size(); }

 private:
  static constexpr std::size_t kSlots = 4096;

  std::vector<std::vector<FormId>> words_;  // each sorted
  std::vector<bool> wanted_;
};

// Looks for words near each other, or in one sentence or paragraph, in a token stream without
// decoding it: for the bytes of each word, and then through what stands between two of them; or, of
// words in many forms, through all of it. Any number of threads may use it.
class EncodedNearness {
 public:
  // What the words must not have between them.
  enum class Within : std::uint8_t {
    words,      // `distance` words or more; a place is one of the words only
    sentence,   // the beginning of a sentence
    paragraph,  // the beginning of a block
  };

  struct Rule {
    Within within = Within::words;
    std::size_t distance = 0;
    bool ordered = false;  // each word stands behind the one before
  };

  // The forms of each word, two words at least.
  EncodedNearness(const std::vector<std::vector<FormId>>& words, Rule rule);

  // Whether each word is near the one before somewhere: of two words that is all there is to know,
  // of more they may be other places.
  bool may_stand_in(std::string_view stream) const;
  bool is_exact() const { return words_.size() == 2; }

 private:
  using Places = std::vector<EncodedForms::Place>;

  bool pays_to_look() const;
  bool is_met(std::string_view stream) const;
  bool follows(std::string_view stream, const Places& first, const Places& second) const;
  bool is_reached(std::string_view stream, std::size_t from, std::size_t to) const;

  std::vector<EncodedForms> words_;
  // Where a word has too many forms to be looked for, the stream is read from its beginning.
  std::optional<WordsOfForms> by_form_;
  Rule rule_;
};

}  // namespace dateline
