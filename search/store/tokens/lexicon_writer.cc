#include "search/store/tokens/lexicon_writer.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "search/base/output_file.h"
#include "search/base/text_order.h"
#include "search/store/tokens/lexicon_format.h"

namespace dateline {
namespace {

using namespace lexicon_format;

auto folded_order(const LexiconEntry& entry) {
  return std::tuple(entry.folded, entry.surface, entry.language);
}

auto stem_order(const LexiconEntry& entry, std::uint32_t number) {
  return std::tuple(entry.stem, entry.stem_language, number);
}

bool folded_is_surface(const LexiconEntry& entry) { return entry.folded == entry.surface; }
bool stem_is_prefix(const LexiconEntry& entry) { return entry.folded.starts_with(entry.stem); }

// What the strings of an entry have besides its surface.
std::string_view folded_part(const LexiconEntry& entry) {
  return folded_is_surface(entry) ? std::string_view() : entry.folded;
}
std::string_view stem_part(const LexiconEntry& entry) {
  return stem_is_prefix(entry) ? std::string_view() : entry.stem;
}

void write_entry(OutputFile& file, const LexiconEntry& entry, std::uint32_t offset) {
  std::uint8_t flags = 0;
  if (entry.acronym) flags |= kAcronym;
  if (entry.compound) flags |= kCompound;
  if (folded_is_surface(entry)) flags |= kFoldedIsSurface;
  if (stem_is_prefix(entry)) flags |= kStemIsPrefix;
  if (entry.stem_language == kNoStemmer) flags |= kStemIsWhole;
  file.write_number(offset);
  file.write_number(entry.occurrences);
  file.write_number(entry.capitalised);
  file.write_number(static_cast<std::uint8_t>(entry.surface.size()));
  file.write_number(static_cast<std::uint8_t>(entry.folded.size()));
  file.write_number(static_cast<std::uint8_t>(entry.stem.size()));
  file.write_number(entry.language);
  file.write_number(flags);
  const std::uint32_t small = std::min(entry.small, kMostSmall);
  for (const unsigned shift : {0U, 8U, 16U})
    file.write_number(static_cast<std::uint8_t>(small >> shift));
}

// Writes the file of `forms`, which has them in folded order: size(), entry(i), occurrences(i) and
// is_compound(i). Compounds come after all other forms, so that the numbers in token streams stay
// small.
template <typename Forms>
class LexiconFile {
 public:
  LexiconFile(const Forms& forms, const std::filesystem::path& path)
      : forms_(forms),
        folder_(path.parent_path()),
        file_(path),
        order_(folder_),
        final_numbers_(folder_) {}

  // Returns the final number of each form.
  ScratchArray<FormId> write() {
    number_forms();
    file_.write(header(0));
    const std::uint64_t string_bytes = write_entries();
    for (const FormId form : final_numbers_) file_.write_number(form);
    write_stem_order();
    for (const std::uint64_t key : order_) {
      const LexiconEntry entry = forms_.entry(form_of(key));
      file_.write(entry.surface);
      file_.write(folded_part(entry));
      file_.write(stem_part(entry));
    }
    file_.rewrite_front(header(string_bytes));
    file_.finish();
    return std::move(final_numbers_);
  }

 private:
  static constexpr unsigned kNumberBits = 31;

  // Keys whose order is that of the final numbers: whether it is a compound, how often it does not
  // occur, its number in folded order.
  static std::uint64_t key_of(bool is_compound, std::uint32_t occurrences, std::uint32_t form) {
    return (std::uint64_t{is_compound} << 32U | ~occurrences) << kNumberBits | form;
  }
  static std::uint32_t form_of(std::uint64_t key) {
    return static_cast<std::uint32_t>(key & ((std::uint64_t{1} << kNumberBits) - 1));
  }

  void number_forms() {
    for (std::uint32_t i = 0; i < forms_.size(); ++i)
      order_.push_back(key_of(forms_.is_compound(i), forms_.occurrences(i), i));
    std::sort(order_.begin(), order_.end());
    final_numbers_.resize(order_.size());
    for (std::uint32_t rank = 0; rank < order_.size(); ++rank)
      final_numbers_[form_of(order_[rank])] = rank;
  }

  std::string header(std::uint64_t string_bytes) const {
    std::string bytes;
    for (const std::uint64_t number : {kMagic, std::uint64_t{order_.size()}, string_bytes})
      bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    return bytes;
  }

  std::uint64_t write_entries() {
    std::uint64_t offset = 0;
    for (const std::uint64_t key : order_) {
      const LexiconEntry entry = forms_.entry(form_of(key));
      write_entry(file_, entry, static_cast<std::uint32_t>(offset));
      offset += entry.surface.size() + folded_part(entry).size() + stem_part(entry).size();
    }
    return offset;
  }

  void write_stem_order() {
    ScratchArray<HeadedText> by_stem(folder_);
    for (std::uint32_t i = 0; i < forms_.size(); ++i)
      by_stem.push_back({head_of(forms_.entry(i).stem), i});
    sort_texts(by_stem.begin(), by_stem.end(), [&](std::uint32_t a, std::uint32_t b) {
      return stem_order(forms_.entry(a), a) < stem_order(forms_.entry(b), b);
    });
    for (const HeadedText& one : by_stem) file_.write_number(final_numbers_[one.number]);
  }

  const Forms& forms_;
  std::filesystem::path folder_;
  OutputFile file_;
  ScratchArray<std::uint64_t> order_;  // the keys of the forms
  ScratchArray<FormId> final_numbers_;
};

// The forms of a builder.
class GatheredForms {
 public:
  GatheredForms(const LexiconBuilder& builder, const std::vector<std::uint32_t>& order) {
    entries_.reserve(order.size());
    for (const FormId form : order) entries_.push_back(builder.entry(form));
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  LexiconEntry entry(std::uint32_t i) const { return entries_[i]; }
  std::uint32_t occurrences(std::uint32_t i) const { return entries_[i].occurrences; }
  bool is_compound(std::uint32_t i) const { return entries_[i].compound; }

 private:
  std::vector<LexiconEntry> entries_;
};

// The forms of several lexicons, each once: where its strings are, and how often it occurs.
class ManyForms {
 public:
  ManyForms(const std::vector<const Lexicon*>& inputs, const std::filesystem::path& folder)
      : inputs_(inputs), forms_(folder) {}

  // Adds a form that comes after those before, or counts it where it is the last one.
  std::uint32_t add(const LexiconEntry& entry, std::size_t input, FormId form) {
    if (forms_.empty() || folded_order(last_) != folded_order(entry)) {
      forms_.push_back({.input = static_cast<std::uint32_t>(input), .form = form});
      last_ = entry;
      forms_.back().is_compound = entry.compound ? 1 : 0;
    }
    forms_.back().occurrences += entry.occurrences;
    forms_.back().capitalised += entry.capitalised;
    forms_.back().small += entry.small;
    return size() - 1;
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(forms_.size()); }
  LexiconEntry entry(std::uint32_t i) const {
    LexiconEntry entry = inputs_[forms_[i].input]->entry(forms_[i].form);
    entry.occurrences = forms_[i].occurrences;
    entry.capitalised = forms_[i].capitalised;
    entry.small = forms_[i].small;
    return entry;
  }
  std::uint32_t occurrences(std::uint32_t i) const { return forms_[i].occurrences; }
  bool is_compound(std::uint32_t i) const { return forms_[i].is_compound != 0; }

 private:
  struct Form {
    std::uint32_t input : 31 = 0;
    std::uint32_t is_compound : 1 = 0;
    FormId form = 0;
    std::uint32_t occurrences = 0;
    std::uint32_t capitalised = 0;
    std::uint32_t small = 0;
  };

  const std::vector<const Lexicon*>& inputs_;
  ScratchArray<Form> forms_;
  LexiconEntry last_;
};

// A place in the folded order of a lexicon.
struct Cursor {
  LexiconEntry entry;
  std::size_t input = 0;
  std::uint32_t rank = 0;
};

bool comes_later(const Cursor& a, const Cursor& b) {
  return std::tuple(folded_order(a.entry), a.input) > std::tuple(folded_order(b.entry), b.input);
}

}  // namespace

LexiconBuilder::Added LexiconBuilder::add(std::string_view surface, LanguageId language) {
  key_.assign(surface);
  key_ += static_cast<char>(language);
  const auto [number, added] = surfaces_.intern(key_);
  if (added) forms_.emplace_back();
  return {number, added};
}

void LexiconBuilder::describe(FormId form, std::string_view folded, const Stem& stem) {
  forms_[form].folded = strings_.intern(folded).number;
  forms_[form].stem = strings_.intern(std::string_view(stem.text).substr(0, 255)).number;
  forms_[form].stem_language = stem.language;
}

void LexiconBuilder::count(FormId form, Casing casing) {
  ++forms_[form].occurrences;
  if (casing == Casing::capital) ++forms_[form].capitalised;
  if (casing == Casing::small) ++forms_[form].small;
}

LexiconEntry LexiconBuilder::entry(FormId form) const {
  const std::string_view key = surfaces_[form];
  const Form& f = forms_[form];
  return {.surface = key.substr(0, key.size() - 1),
          .folded = strings_[f.folded],
          .stem = strings_[f.stem],
          .language = static_cast<LanguageId>(key.back()),
          .stem_language = f.stem_language,
          .acronym = f.acronym,
          .compound = f.compound,
          .occurrences = f.occurrences,
          .capitalised = f.capitalised,
          .small = f.small};
}

std::vector<FormId> LexiconBuilder::write(const std::filesystem::path& path) const {
  const std::vector<std::uint32_t> order = text_order(
      size(), [&](FormId form) { return strings_[forms_[form].folded]; },
      [&](FormId a, FormId b) { return folded_order(entry(a)) < folded_order(entry(b)); });
  const GatheredForms forms(*this, order);
  const ScratchArray<FormId> ranks = LexiconFile(forms, path).write();
  std::vector<FormId> result(size());
  for (std::uint32_t i = 0; i < order.size(); ++i) result[order[i]] = ranks[i];
  return result;
}

MergedForms::MergedForms(const std::vector<const Lexicon*>& inputs,
                         const std::filesystem::path& folder)
    : forms_(folder) {
  for (const Lexicon* input : inputs) starts_.push_back(starts_.back() + input->size());
  forms_.resize(starts_.back());
}

MergedForms merge_lexicons(const std::vector<const Lexicon*>& inputs,
                           const std::filesystem::path& path) {
  std::priority_queue<Cursor, std::vector<Cursor>, decltype(&comes_later)> queue(&comes_later);
  const auto push = [&](std::size_t input, std::uint32_t rank) {
    if (rank < inputs[input]->size())
      queue.push({inputs[input]->entry(inputs[input]->at_folded_rank(rank)), input, rank});
  };
  for (std::size_t input = 0; input < inputs.size(); ++input) push(input, 0);
  MergedForms merged(inputs, path.parent_path());
  ManyForms forms(inputs, path.parent_path());
  while (!queue.empty()) {
    const Cursor cursor = queue.top();
    queue.pop();
    const FormId form = inputs[cursor.input]->at_folded_rank(cursor.rank);
    merged.of(cursor.input)[form] = forms.add(cursor.entry, cursor.input, form);
    push(cursor.input, cursor.rank + 1);
  }
  const ScratchArray<FormId> final_numbers = LexiconFile(forms, path).write();
  for (std::size_t input = 0; input < inputs.size(); ++input) {
    for (FormId& form : merged.of(input)) form = final_numbers[form];
  }
  return merged;
}

}  // namespace dateline
