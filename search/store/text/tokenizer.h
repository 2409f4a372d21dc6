#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/text/normal_form.h"

namespace dateline {

// A word of a text. The views live until the next call of next().
struct Token {
  std::size_t begin = 0;  // bytes of the text that it covers, a possessive 's excluded
  std::size_t end = 0;
  std::string_view surface;  // small letters, accents kept; an acronym in capitals: "IS"
  std::string_view folded;   // small letters without accents: what two spellings of a word share
  bool capitalised = false;  // its first letter is a capital
  bool acronym = false;  // 2 to 8 capitals, or dotted initials, in a text that is not all capitals
  std::string_view
      head;  // of the surface, before an apostrophe: "ankara" of Ankara'dan; else empty
  bool head_acronym = false;  // the same of it: ABD'nin
  bool elided = false;        // an article or the like before an apostrophe: the l of l'Italia
  std::size_t parts = 1;      // of a compound whose first part this is: Su-35 has 2; else 1
  std::string_view
      compound;  // the compound's parts, folded, joined by hyphens: "su-35"; empty if parts is 1
  bool single = false;  // a character, with its marks, of a script that is written without spaces
  bool beside = false;  // single, right behind another: 北京
};

// Cuts text into words: for the index, for queries and for snippets, so that what matches is what
// is marked. The rules, each with its reason, are in docs/architecture.md ("Words"): letters,
// digits and marks make words; typographic and straight apostrophes are alike: possessive 's falls
// away, French and Italian elisions split, others join (don’t → dont); dotted initials and degrees
// join (U.S. → us, Ph.D. → phd); separators of thousands fall away, spaces among them at which no
// line breaks, and a decimal sign is a point (1,234.5 → 1234.5); hyphens
// split and the whole is known too (counter-terrorism); each character of a script without spaces
// is a word, with its marks. Characters are read in their NormalForm. Linear in the text; words are
// cut at 64 bytes.
class Tokenizer {
 public:
  // `text` must outlive the tokenizer; bytes that are not UTF-8 separate words.
  explicit Tokenizer(std::string_view text);

  // The next word, or nullptr at the end.
  const Token* next();

 private:
  struct Word {
    Token token;
    std::string surface;
    std::string folded;
    std::size_t head = 0;  // bytes of the surface
  };

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  bool read_word(Word& word);
  bool read_any(Word& word);
  bool read_plain(Word& word);
  void read_single(Word& word);
  std::size_t single_end(std::size_t at) const;
  bool read_initials(Word& word);
  bool read_degree(Word& word);
  void read_number(Word& word);
  void read_letters(Word& word);
  bool read_apostrophe(Word& word, std::size_t bytes);
  void read_compound();
  static void cut(Word& word);
  void finish(Word& word);
  bool is_all_capitals();
  const Token* emit();

  NormalForm normal_;
  std::string_view text_;  // of normal_
  std::size_t at_ = 0;
  std::size_t single_end_ = kNone;  // of the word before, where it is single
  std::size_t katakana_ = 0;        // how many characters of it stand side by side before at_
  std::vector<Word> words_;  // the compound being handed out; reused, so that words rarely allocate
  std::size_t count_ = 0;    // how many of words_ are filled
  std::size_t given_ = 0;    // how many of them were handed out
  std::string compound_;
  std::size_t numbers_apart_until_ =
      0;  // end of a run such as 25.01.2017, found to be several numbers
  enum class Capitals : std::uint8_t { unknown, no, yes } capitals_ = Capitals::unknown;
};

}  // namespace dateline
