#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "search/store/tokens/encoded_forms.h"
#include "search/store/tokens/lexicon.h"
#include "search/store/tokens/word_pairs.h"

namespace dateline {

// Looks for words side by side in a token stream without decoding it: for the bytes of the rarest
// word, and then at what stands beside it. Most candidates of a phrase are none. Any number of
// threads may use it.
class EncodedPhrase {
 public:
  // The forms of each word, one word at least.
  explicit EncodedPhrase(std::vector<std::vector<FormId>> words);

  bool stands_in(std::string_view stream) const;

  // What stands side by side in it: of each word and the next, the pairs of their forms.
  std::vector<std::vector<FormPair>> pairs() const;

  // Whether looking is cheaper than decoding: not where the rarest word has many forms.
  bool pays() const { return rarest_forms_.pays(); }

 private:
  bool follows(std::string_view stream, std::size_t at) const;
  bool precedes(std::string_view stream, std::size_t at) const;
  bool is_form(std::size_t word, std::uint64_t code) const;

  std::vector<std::vector<FormId>> words_;
  std::size_t rarest_;  // of words_
  EncodedForms rarest_forms_;
};

}  // namespace dateline
