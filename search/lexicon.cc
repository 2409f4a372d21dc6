#include "search/lexicon.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>

#include "search/output_file.h"
#include "search/text_order.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x3178656C656E6C44;  // "Dlnelex1"
constexpr std::size_t kHeader = 3 * sizeof(std::uint64_t);
constexpr std::size_t kEntry = 20;
constexpr std::uint8_t kAcronym = 1;
constexpr std::uint8_t kCompound = 2;
constexpr std::uint8_t kFoldedIsSurface = 4;
constexpr std::uint8_t kStemIsPrefix = 8;

auto folded_order(const LexiconEntry& entry) {
  return std::tuple(entry.folded, entry.surface, entry.language);
}

// Writes the lexicon file of entries given one by one. Compounds come after all other forms, so
// that the numbers in token streams stay small.
class LexiconFile {
 public:
  void add(const LexiconEntry& entry) {
    std::uint8_t flags = 0;
    if (entry.acronym) flags |= kAcronym;
    if (entry.compound) flags |= kCompound;
    if (entry.folded == entry.surface) flags |= kFoldedIsSurface;
    if (entry.folded.starts_with(entry.stem)) flags |= kStemIsPrefix;
    append(static_cast<std::uint32_t>(strings_.size()));
    append(entry.occurrences);
    append(entry.capitalised);
    append(static_cast<std::uint8_t>(entry.surface.size()));
    append(static_cast<std::uint8_t>(entry.folded.size()));
    append(static_cast<std::uint8_t>(entry.stem.size()));
    append(entry.language);
    append(flags);
    entries_.append(3, '\0');
    strings_ += entry.surface;
    if ((flags & kFoldedIsSurface) == 0) strings_ += entry.folded;
    if ((flags & kStemIsPrefix) == 0) strings_ += entry.stem;
  }

  void write(const std::filesystem::path& path, const std::vector<FormId>& by_folded,
             const std::vector<FormId>& by_stem) {
    OutputFile file(path);
    file.write_number(kMagic);
    file.write_number<std::uint64_t>(entries_.size() / kEntry);
    file.write_number<std::uint64_t>(strings_.size());
    file.write(entries_);
    for (const FormId form : by_folded) file.write_number(form);
    for (const FormId form : by_stem) file.write_number(form);
    file.write(strings_);
    file.finish();
  }

 private:
  template <typename Number>
  void append(Number value) {
    entries_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

  std::string entries_;
  std::string strings_;
};

// Orders forms by falling frequency, compounds last; `entry` gives a form's entry. Returns the
// forms in that order.
template <typename EntryOf>
std::vector<std::uint32_t> frequency_order(std::uint32_t count, const EntryOf& entry) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto& x = entry(a);
    const auto& y = entry(b);
    return std::tuple(x.compound, y.occurrences) < std::tuple(y.compound, x.occurrences);
  });
  return order;
}

std::vector<FormId> inverse(const std::vector<std::uint32_t>& order) {
  std::vector<FormId> result(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) result[order[rank]] = rank;
  return result;
}

// Writes the forms `sorted`, which are in folded order, and returns the final number of each.
std::vector<FormId> write_sorted(const std::vector<LexiconEntry>& sorted,
                                 const std::filesystem::path& path) {
  const auto count = static_cast<std::uint32_t>(sorted.size());
  const std::vector<std::uint32_t> order =
      frequency_order(count, [&](std::uint32_t i) -> const LexiconEntry& { return sorted[i]; });
  const std::vector<FormId> final_ids = inverse(order);
  LexiconFile file;
  for (const std::uint32_t i : order) file.add(sorted[i]);
  std::vector<std::uint32_t> by_stem = text_order(
      count, [&](std::uint32_t i) { return sorted[i].stem; },
      [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(sorted[a].stem, a) < std::tuple(sorted[b].stem, b);
      });
  for (std::uint32_t& i : by_stem) i = final_ids[i];
  file.write(path, final_ids, by_stem);
  return final_ids;
}

}  // namespace

LexiconBuilder::Added LexiconBuilder::add(std::string_view surface, LanguageId language) {
  key_.assign(surface);
  key_ += static_cast<char>(language);
  const auto [number, added] = surfaces_.intern(key_);
  if (added) forms_.emplace_back();
  return {number, added};
}

void LexiconBuilder::set_strings(FormId form, std::string_view folded, std::string_view stem) {
  forms_[form].folded = strings_.intern(folded).number;
  forms_[form].stem = strings_.intern(stem.substr(0, 255)).number;
}

LexiconEntry LexiconBuilder::entry(FormId form) const {
  const std::string_view key = surfaces_[form];
  const Form& f = forms_[form];
  return {.surface = key.substr(0, key.size() - 1),
          .folded = strings_[f.folded],
          .stem = strings_[f.stem],
          .language = static_cast<LanguageId>(key.back()),
          .acronym = f.acronym,
          .compound = f.compound,
          .occurrences = f.occurrences,
          .capitalised = f.capitalised};
}

std::vector<FormId> LexiconBuilder::write(const std::filesystem::path& path) const {
  const std::vector<std::uint32_t> order = text_order(
      size(), [&](FormId form) { return strings_[forms_[form].folded]; },
      [&](FormId a, FormId b) { return folded_order(entry(a)) < folded_order(entry(b)); });
  std::vector<LexiconEntry> sorted;
  sorted.reserve(order.size());
  for (const FormId form : order) sorted.push_back(entry(form));
  const std::vector<FormId> ranks = write_sorted(sorted, path);
  std::vector<FormId> result(size());
  for (std::uint32_t i = 0; i < order.size(); ++i) result[order[i]] = ranks[i];
  return result;
}

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

std::vector<std::vector<FormId>> merge_lexicons(const std::vector<const Lexicon*>& inputs,
                                                const std::filesystem::path& path) {
  struct Cursor {
    LexiconEntry entry;
    std::size_t input = 0;
    std::uint32_t rank = 0;
  };
  const auto later = [](const Cursor& a, const Cursor& b) {
    return std::tuple(folded_order(a.entry), a.input) > std::tuple(folded_order(b.entry), b.input);
  };
  std::priority_queue<Cursor, std::vector<Cursor>, decltype(later)> queue(later);
  std::vector<std::vector<FormId>> result(inputs.size());
  const auto push = [&](std::size_t input, std::uint32_t rank) {
    if (rank < inputs[input]->size())
      queue.push({inputs[input]->entry(inputs[input]->at_folded_rank(rank)), input, rank});
  };
  for (std::size_t input = 0; input < inputs.size(); ++input) {
    result[input].resize(inputs[input]->size());
    push(input, 0);
  }
  std::vector<LexiconEntry> sorted;
  while (!queue.empty()) {
    const Cursor cursor = queue.top();
    queue.pop();
    if (sorted.empty() || folded_order(sorted.back()) != folded_order(cursor.entry)) {
      sorted.push_back(cursor.entry);
    } else {
      sorted.back().occurrences += cursor.entry.occurrences;
      sorted.back().capitalised += cursor.entry.capitalised;
    }
    result[cursor.input][inputs[cursor.input]->at_folded_rank(cursor.rank)] =
        static_cast<FormId>(sorted.size() - 1);
    push(cursor.input, cursor.rank + 1);
  }
  const std::vector<FormId> final_ids = write_sorted(sorted, path);
  for (std::vector<FormId>& forms : result) {
    for (FormId& form : forms) form = final_ids[form];
  }
  return result;
}

}  // namespace dateline
