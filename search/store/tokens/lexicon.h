#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/base/mapped_file.h"
#include "search/store/text/stemmer.h"

// The words of a segment: every form that occurs, numbered by falling frequency, so that frequent
// words are short in the token streams. A form is a word as written in small letters (an acronym in
// capitals), of one language.
//
//   u64   kMagic, count, bytes of the strings
//   20 B  of each form: u32 offset of its strings, u32 occurrences, u32 of them capitalised,
//         u8 bytes of surface, folded and stem, u8 language, u8 flags, u24 in small letters
//   u32   the forms' numbers ordered by folded, surface, language; then ordered by stem and its
//         language
//         strings: surface, then folded if it differs, then the stem if it is no prefix of folded
namespace dateline {

struct LexiconEntry {
  std::string_view surface;  // "Lavrov" is "lavrov"; "IS" stays; "erdoğan"; a compound: "su-35"
  std::string_view folded;   // "lavrov", "is", "erdogan"; a compound joined: "su35"
  std::string_view stem;     // "lavrov", "su35"; of an acronym "is"
  LanguageId language = kNoStemmer;
  LanguageId stem_language = kNoStemmer;  // as in Stem: `language`, or none where it is whole
  bool acronym = false;
  bool compound =
      false;  // stands for several tokens of the streams, in which it has no number itself
  std::uint32_t occurrences = 0;

  // Of the occurrences inside sentences of running text, where a capital tells something: those
  // with a capital first letter, and those with a small one, of which 16,777,215 are counted at
  // most.
  std::uint32_t capitalised = 0;
  std::uint32_t small = 0;

  // What tells which word of its language it is.
  std::string_view spelling() const { return keeps_marks(language) ? surface : folded; }

  std::string term() const;  // that it has in the postings
};

// Of a word that is a name: so many times as often with a capital as with a small letter.
inline constexpr std::uint32_t kNameShare = 4;

using FormId = std::uint32_t;

// A lexicon on disk, for any number of threads.
class Lexicon {
 public:
  explicit Lexicon(const std::filesystem::path& path);

  std::uint32_t size() const { return count_; }
  LexiconEntry entry(FormId form) const;

  std::string_view folded(FormId form) const;  // of its entry
  std::size_t folded_size(FormId form) const;  // in bytes, which are not read for it
  std::uint32_t occurrences(FormId form) const;
  LanguageId language(FormId form) const;  // the same; cheaper than entry()

  // The forms with this folded spelling, or this term. O(log size).
  std::vector<FormId> with_folded(std::string_view text) const;
  std::vector<FormId> with_term(std::string_view term) const;

  bool has_folded(std::string_view text) const;  // whether there is any

  // The same of any of the texts, one after another. Where they are in order, each costs the
  // logarithm of the way from the one before.
  std::vector<FormId> with_folded(std::span<const std::string> texts) const;
  std::vector<FormId> with_term(std::span<const std::string> terms) const;

  // The forms that occur so often, kCommon times or more, and whose folded spelling has this first
  // byte; the most frequent first. Linear in their number.
  static constexpr std::uint64_t kCommon = 5;
  std::vector<FormId> common_with_first(char byte, std::uint64_t least) const;

  // The range of ranks whose folded spelling starts with `prefix`, and the form at a rank of that
  // order.
  std::pair<std::uint32_t, std::uint32_t> folded_range(std::string_view prefix) const;
  FormId at_folded_rank(std::uint32_t rank) const;

  // The first rank behind `rank` whose folded spelling does not start with `prefix`, which that of
  // `rank` does. Always a later one, also in a damaged lexicon, whose words are in no order.
  std::uint32_t rank_behind(std::uint32_t rank, std::string_view prefix) const;

 private:
  struct FormBytes;  // of the file

  FormBytes bytes_of(FormId form) const;
  void find_common();
  std::string_view string(std::size_t offset, std::size_t size) const;
  FormId at_stem_rank(std::uint32_t rank) const;

  MappedFile file_;
  std::uint32_t count_ = 0;
  std::size_t by_folded_ = 0;
  std::size_t by_stem_ = 0;
  std::size_t strings_ = 0;
  std::array<std::vector<FormId>, 256> common_;  // by the first byte
};

// The forms with this folded spelling in any of the lexicons, as if these were one: each once, with
// what all of them count.
std::vector<LexiconEntry> united_forms(std::span<const Lexicon* const> lexicons,
                                       std::string_view folded);

}  // namespace dateline
