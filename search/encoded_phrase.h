#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/lexicon.h"
#include "search/word_pairs.h"

namespace dateline {

// Looks for words side by side in a token stream without decoding it: for the bytes of the rarest
// word, and then at what stands beside it. That costs a tenth of decoding, and most candidates of a
// phrase are none. Any number of threads may use it.
class EncodedPhrase {
 public:
  // The forms of each word, one word at least.
  explicit EncodedPhrase(std::vector<std::vector<FormId>> words);

  enum class Verdict : std::uint8_t {
    absent,
    present,
    unclear,  // bytes that may be a word or the length of a sentence: only decoding can tell
  };

  Verdict find(std::string_view stream) const;

  // What stands side by side in it: of each word and the next, the pairs of their forms.
  std::vector<std::vector<FormPair>> pairs() const;

  // Whether looking is cheaper than decoding: not where the rarest word has many forms.
  bool pays() const { return patterns_.size() <= kMostPatterns; }

 private:
  static constexpr std::size_t kMostPatterns = 4;

  Verdict at(std::string_view stream, std::size_t begin, std::size_t end) const;
  bool follows(std::string_view stream, std::size_t at) const;
  Verdict precedes(std::string_view stream, std::size_t at) const;
  bool is_form(std::size_t word, std::uint64_t code) const;

  std::vector<std::vector<FormId>> words_;
  std::size_t rarest_ = 0;             // of words_
  std::vector<std::string> patterns_;  // how its forms are written in a stream
};

}  // namespace dateline
