#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/scratch_array.h"
#include "search/base/string_table.h"
#include "search/store/tokens/lexicon.h"

namespace dateline {

// Gathers the forms of a segment that is being built; numbers are those of first occurrence until
// write() gives the final ones.
class LexiconBuilder {
 public:
  struct Added {
    FormId form = 0;
    bool is_new = false;
  };

  // What the first letter of an occurrence tells; nothing at the start of a sentence, in headings
  // and in capitals.
  enum class Casing : std::uint8_t { untold, small, capital };

  // Finds or makes the form; the caller describes a new one.
  Added add(std::string_view surface, LanguageId language);
  void describe(FormId form, std::string_view folded, const Stem& stem);
  void mark_acronym(FormId form) { forms_[form].acronym = true; }
  void mark_compound(FormId form) { forms_[form].compound = true; }

  void count(FormId form, Casing casing);

  std::uint32_t size() const { return static_cast<std::uint32_t>(forms_.size()); }
  LexiconEntry entry(FormId form) const;

  // Writes the file and returns the final number of each form.
  std::vector<FormId> write(const std::filesystem::path& path) const;

 private:
  struct Form {
    std::uint32_t occurrences = 0;
    std::uint32_t capitalised = 0;
    std::uint32_t small = 0;
    std::uint32_t folded = 0;  // in strings_
    std::uint32_t stem = 0;
    LanguageId stem_language = kNoStemmer;
    bool acronym = false;
    bool compound = false;
  };

  StringTable surfaces_;  // surface, then one byte: the language
  StringTable strings_;
  std::vector<Form> forms_;
  std::string key_;
};

// Of some lexicons that were merged, the number of each form in the one they were merged into.
class MergedForms {
 public:
  MergedForms(const std::vector<const Lexicon*>& inputs, const std::filesystem::path& folder);

  std::span<FormId> of(std::size_t input) {
    return {forms_.begin() + starts_[input], starts_[input + 1] - starts_[input]};
  }

 private:
  ScratchArray<FormId> forms_;
  std::vector<std::size_t> starts_{0};
};

// Merges lexicons into one file. O(n log n) in the forms; memory is that of a ScratchArray, made in
// the folder of `path`.
MergedForms merge_lexicons(const std::vector<const Lexicon*>& inputs,
                           const std::filesystem::path& path);

}  // namespace dateline
