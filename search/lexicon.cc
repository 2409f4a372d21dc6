#include "search/lexicon.h"

#include <algorithm>

#include "search/lexicon_format.h"

namespace dateline {
namespace {

using namespace lexicon_format;

}  // namespace

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
}

std::size_t Lexicon::place_of(FormId form) const {
  if (form >= count_)
    throw IndexError("a word number of the index is out of range: run dateline-index --full");
  return kHeader + form * kEntry;
}

std::string_view Lexicon::string(std::size_t offset, std::size_t size) const {
  const std::string_view bytes = file_.bytes();
  if (strings_ + offset + size > bytes.size())
    throw IndexError("a word of the index is cut off: run dateline-index --full");
  return bytes.substr(strings_ + offset, size);
}

std::string_view Lexicon::folded(FormId form) const {
  const std::string_view bytes = file_.bytes();
  const std::size_t at = place_of(form);
  const std::size_t offset = load<std::uint32_t>(bytes, at);
  const std::size_t surface = load<std::uint8_t>(bytes, at + 12);
  const bool is_surface = (load<std::uint8_t>(bytes, at + 16) & kFoldedIsSurface) != 0;
  if (is_surface) return string(offset, surface);
  return string(offset + surface, load<std::uint8_t>(bytes, at + 13));
}

LexiconEntry Lexicon::entry(FormId form) const {
  const std::string_view bytes = file_.bytes();
  const std::size_t at = place_of(form);
  const auto byte = [&](std::size_t field) { return load<std::uint8_t>(bytes, at + field); };
  const std::size_t offset = load<std::uint32_t>(bytes, at);
  const std::uint8_t flags = byte(16);
  const std::size_t before_stem =
      byte(12) + ((flags & kFoldedIsSurface) != 0 ? std::size_t{0} : byte(13));
  LexiconEntry entry;
  entry.surface = string(offset, byte(12));
  entry.folded = folded(form);
  entry.stem = (flags & kStemIsPrefix) != 0 ? entry.folded.substr(0, byte(14))
                                            : string(offset + before_stem, byte(14));
  entry.language = byte(15);
  entry.acronym = (flags & kAcronym) != 0;
  entry.compound = (flags & kCompound) != 0;
  entry.occurrences = load<std::uint32_t>(bytes, at + 4);
  entry.capitalised = load<std::uint32_t>(bytes, at + 8);
  return entry;
}

FormId Lexicon::at_folded_rank(std::uint32_t rank) const {
  return load<FormId>(file_.bytes(), by_folded_ + rank * sizeof(FormId));
}

FormId Lexicon::at_stem_rank(std::uint32_t rank) const {
  return load<FormId>(file_.bytes(), by_stem_ + rank * sizeof(FormId));
}

namespace {

// The first rank from `first` on for which `below` is false; ranks are partitioned by it. O(log of
// the way to it).
template <typename Below>
std::uint32_t lower_rank(std::uint32_t first, std::uint32_t count, const Below& below) {
  std::uint32_t step = 1;
  while (step < count - first && below(first + step)) {
    first += step;
    step *= 2;
  }
  std::uint32_t left = std::min(step, count - first);
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

// The forms whose texts are among `texts`, where `form_at` gives the forms in the order of theirs.
template <typename FormAt, typename TextOf>
std::vector<FormId> forms_with(std::span<const std::string> texts, std::uint32_t count,
                               const FormAt& form_at, const TextOf& text_of) {
  std::vector<FormId> forms;
  std::uint32_t rank = 0;
  const std::string* before = nullptr;
  for (const std::string& text : texts) {
    if (before != nullptr && text < *before) rank = 0;
    before = &text;
    rank = lower_rank(rank, count, [&](std::uint32_t r) { return text_of(form_at(r)) < text; });
    for (; rank < count && text_of(form_at(rank)) == text; ++rank) forms.push_back(form_at(rank));
  }
  return forms;
}

}  // namespace

std::vector<FormId> Lexicon::with_folded(std::span<const std::string> texts) const {
  return forms_with(
      texts, count_, [&](std::uint32_t rank) { return at_folded_rank(rank); },
      [&](FormId form) { return folded(form); });
}

std::vector<FormId> Lexicon::with_stem(std::span<const std::string> stems) const {
  return forms_with(
      stems, count_, [&](std::uint32_t rank) { return at_stem_rank(rank); },
      [&](FormId form) { return entry(form).stem; });
}

std::vector<FormId> Lexicon::with_folded(std::string_view text) const {
  const std::string one(text);
  return with_folded(std::span(&one, 1));
}

std::vector<FormId> Lexicon::with_stem(std::string_view stem) const {
  const std::string one(stem);
  return with_stem(std::span(&one, 1));
}

std::pair<std::uint32_t, std::uint32_t> Lexicon::folded_range(std::string_view prefix) const {
  const auto head = [&](std::uint32_t r) {
    return folded(at_folded_rank(r)).substr(0, prefix.size());
  };
  const std::uint32_t begin =
      lower_rank(0, count_, [&](std::uint32_t r) { return head(r) < prefix; });
  return {begin, lower_rank(begin, count_, [&](std::uint32_t r) { return head(r) <= prefix; })};
}

}  // namespace dateline
