#include "search/store/tokens/lexicon.h"

#include <algorithm>

#include "search/store/article/fields.h"
#include "search/store/tokens/lexicon_format.h"

namespace dateline {
namespace {

using namespace lexicon_format;

// What terms are ordered by.
using TermKey = std::pair<std::string_view, LanguageId>;

TermKey key_of(std::string_view term) {
  const StemTerm parsed = parse_stem_term(term);
  return {parsed.stem, parsed.language};
}

}  // namespace

// The 20 bytes of a form, from `at` on; and where its strings are, behind one another.
struct Lexicon::FormBytes {
  std::string_view file;
  std::size_t at = 0;

  std::uint8_t byte(std::size_t field) const { return load<std::uint8_t>(file, at + field); }
  std::uint32_t number(std::size_t field) const { return load<std::uint32_t>(file, at + field); }
  bool is(std::uint8_t flag) const { return (byte(16) & flag) != 0; }

  std::size_t surface() const { return number(0); }
  std::size_t surface_size() const { return byte(12); }
  std::size_t folded() const { return surface() + (is(kFoldedIsSurface) ? 0 : surface_size()); }
  std::size_t folded_size() const { return is(kFoldedIsSurface) ? surface_size() : byte(13); }
  std::size_t stem() const { return is(kStemIsPrefix) ? folded() : folded() + folded_size(); }
  std::size_t stem_size() const {
    return is(kStemIsPrefix) ? std::min<std::size_t>(byte(14), folded_size()) : byte(14);
  }
  std::uint32_t occurrences() const { return number(4); }
  LanguageId language() const { return byte(15); }
  LanguageId stem_language() const { return is(kStemIsWhole) ? kNoStemmer : language(); }
};

std::string LexiconEntry::term() const { return stem_term(stem, stem_language); }

Lexicon::Lexicon(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const auto damaged = [&] {
    return IndexError(path.string() + " is damaged: run dateline-index --full");
  };
  if (bytes.size() < kHeader || load<std::uint64_t>(bytes, 0) != kMagic) throw damaged();
  const auto count = load<std::uint64_t>(bytes, 8);
  const auto string_bytes = load<std::uint64_t>(bytes, 16);
  if (count > bytes.size() / kEntry ||
      bytes.size() != kHeader + count * (kEntry + 8) + string_bytes)
    throw damaged();
  count_ = static_cast<std::uint32_t>(count);
  by_folded_ = kHeader + count_ * kEntry;
  by_stem_ = by_folded_ + count_ * sizeof(FormId);
  strings_ = by_stem_ + count_ * sizeof(FormId);
  find_common();
}

void Lexicon::find_common() {
  const std::string_view file = file_.bytes();
  for (FormId form = 0; form < count_; ++form) {
    const FormBytes bytes = bytes_of(form);
    if (bytes.occurrences() < kCommon) break;
    const std::size_t first = strings_ + bytes.folded();
    if (first < file.size()) common_[static_cast<unsigned char>(file[first])].push_back(form);
  }
}

std::string_view Lexicon::string(std::size_t offset, std::size_t size) const {
  const std::string_view bytes = file_.bytes();
  if (strings_ + offset + size > bytes.size())
    throw IndexError("a word of the index is cut off: run dateline-index --full");
  return bytes.substr(strings_ + offset, size);
}

Lexicon::FormBytes Lexicon::bytes_of(FormId form) const {
  if (form >= count_)
    throw IndexError("a word number of the index is out of range: run dateline-index --full");
  return {file_.bytes(), kHeader + form * kEntry};
}

std::string_view Lexicon::folded(FormId form) const {
  const FormBytes bytes = bytes_of(form);
  return string(bytes.folded(), bytes.folded_size());
}

std::size_t Lexicon::folded_size(FormId form) const { return bytes_of(form).folded_size(); }

std::uint32_t Lexicon::occurrences(FormId form) const { return bytes_of(form).occurrences(); }

LanguageId Lexicon::language(FormId form) const { return bytes_of(form).language(); }

LexiconEntry Lexicon::entry(FormId form) const {
  const FormBytes bytes = bytes_of(form);
  LexiconEntry entry;
  entry.surface = string(bytes.surface(), bytes.surface_size());
  entry.folded = string(bytes.folded(), bytes.folded_size());
  entry.stem = string(bytes.stem(), bytes.stem_size());
  entry.language = bytes.language();
  entry.stem_language = bytes.stem_language();
  entry.acronym = bytes.is(kAcronym);
  entry.compound = bytes.is(kCompound);
  entry.occurrences = bytes.occurrences();
  entry.capitalised = bytes.number(8);
  entry.small =
      bytes.byte(17) | std::uint32_t{bytes.byte(18)} << 8U | std::uint32_t{bytes.byte(19)} << 16U;
  return entry;
}

FormId Lexicon::at_folded_rank(std::uint32_t rank) const {
  return load<FormId>(file_.bytes(), by_folded_ + rank * sizeof(FormId));
}

FormId Lexicon::at_stem_rank(std::uint32_t rank) const {
  return load<FormId>(file_.bytes(), by_stem_ + rank * sizeof(FormId));
}

namespace {

// The first of `left` ranks from `first` on for which `below` is false; ranks are partitioned by
// it. O(log left).
template <typename Below>
std::uint32_t lower_rank(std::uint32_t first, std::uint32_t left, const Below& below) {
  while (left > 0) {
    const std::uint32_t half = left / 2;
    if (below(first + half)) {
      first += half + 1;
      left -= half + 1;
    } else {
      left = half;
    }
  }
  return first;
}

// The same of all ranks from `first` on, where the wanted one is likely to be near. O(log of the
// way to it), and twice that of lower_rank() where it is not.
template <typename Below>
std::uint32_t lower_rank_near(std::uint32_t first, std::uint32_t count, const Below& below) {
  std::uint32_t step = 1;
  while (step < count - first && below(first + step)) {
    first += step;
    step *= 2;
  }
  return lower_rank(first, std::min(step, count - first), below);
}

// The forms that have one of the keys, where `form_at` gives the forms in the order of theirs.
template <typename Key, typename FormAt, typename KeyOf>
std::vector<FormId> forms_with(const std::vector<Key>& keys, std::uint32_t count,
                               const FormAt& form_at, const KeyOf& key_of) {
  std::vector<FormId> forms;
  std::uint32_t rank = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0 && keys[i] < keys[i - 1]) rank = 0;
    const auto below = [&](std::uint32_t r) { return key_of(form_at(r)) < keys[i]; };
    rank = rank == 0 ? lower_rank(0, count, below) : lower_rank_near(rank, count, below);
    for (; rank < count && key_of(form_at(rank)) == keys[i]; ++rank) forms.push_back(form_at(rank));
  }
  return forms;
}

}  // namespace

std::vector<FormId> Lexicon::with_folded(std::span<const std::string> texts) const {
  const std::vector<std::string_view> keys(texts.begin(), texts.end());
  return forms_with(
      keys, count_, [&](std::uint32_t rank) { return at_folded_rank(rank); },
      [&](FormId form) { return folded(form); });
}

std::vector<FormId> Lexicon::with_term(std::span<const std::string> terms) const {
  std::vector<TermKey> keys;
  for (const std::string& term : terms) keys.push_back(key_of(term));
  return forms_with(
      keys, count_, [&](std::uint32_t rank) { return at_stem_rank(rank); },
      [&](FormId form) {
        const FormBytes bytes = bytes_of(form);
        return TermKey(string(bytes.stem(), bytes.stem_size()), bytes.stem_language());
      });
}

bool Lexicon::has_folded(std::string_view text) const {
  const std::uint32_t rank =
      lower_rank(0, count_, [&](std::uint32_t r) { return folded(at_folded_rank(r)) < text; });
  return rank < count_ && folded(at_folded_rank(rank)) == text;
}

std::vector<FormId> Lexicon::with_folded(std::string_view text) const {
  const std::string one(text);
  return with_folded(std::span(&one, 1));
}

std::vector<FormId> Lexicon::with_term(std::string_view term) const {
  const std::string one(term);
  return with_term(std::span(&one, 1));
}

std::vector<FormId> Lexicon::common_with_first(char byte, std::uint64_t least) const {
  const std::vector<FormId>& common = common_[static_cast<unsigned char>(byte)];
  const auto end = std::partition_point(common.begin(), common.end(),
                                        [&](FormId form) { return occurrences(form) >= least; });
  return {common.begin(), end};
}

std::uint32_t Lexicon::rank_behind(std::uint32_t rank, std::string_view prefix) const {
  return lower_rank_near(rank + 1, count_, [&](std::uint32_t r) {
    return folded(at_folded_rank(r)).substr(0, prefix.size()) <= prefix;
  });
}

std::pair<std::uint32_t, std::uint32_t> Lexicon::folded_range(std::string_view prefix) const {
  const auto head = [&](std::uint32_t r) {
    return folded(at_folded_rank(r)).substr(0, prefix.size());
  };
  const std::uint32_t begin =
      lower_rank(0, count_, [&](std::uint32_t r) { return head(r) < prefix; });
  return {begin,
          lower_rank_near(begin, count_, [&](std::uint32_t r) { return head(r) <= prefix; })};
}

std::vector<LexiconEntry> united_forms(std::span<const Lexicon* const> lexicons,
                                       std::string_view folded) {
  std::vector<LexiconEntry> forms;
  for (const Lexicon* const lexicon : lexicons) {
    for (const FormId id : lexicon->with_folded(folded)) {
      const LexiconEntry form = lexicon->entry(id);
      const auto same = std::find_if(forms.begin(), forms.end(), [&](const LexiconEntry& other) {
        return other.surface == form.surface && other.language == form.language &&
               other.acronym == form.acronym && other.compound == form.compound;
      });
      if (same == forms.end()) {
        forms.push_back(form);
      } else {
        same->occurrences += form.occurrences;
        same->capitalised += form.capitalised;
        same->small += form.small;
      }
    }
  }
  return forms;
}

}  // namespace dateline
