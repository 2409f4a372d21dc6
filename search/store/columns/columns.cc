#include "search/store/columns/columns.h"

#include <algorithm>

#include <xxhash.h>

#include "search/base/output_file.h"
#include "search/base/scratch_array.h"
#include "search/base/scratch_index.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kBytesOfNumbers = 8 + 4 + 4 + 1;       // of each document
constexpr std::uint64_t kColumnsMagic = 0x326C6F43656E6C44;  // "DlneCol2"

// Dates have years from 1 to 9999; a day beside them may be the first one in another time zone.
constexpr std::int32_t kFirstDay = -719'163;
constexpr std::int32_t kLastDay = 2'932'897;

// Numbers of values and entries of a field, and where each value's text starts. `texts` is a
// range of what has a size.
template <typename Texts>
void write_sizes(OutputFile& file, const Texts& texts, std::uint64_t entries) {
  file.write_number<std::uint64_t>(texts.size());
  file.write_number<std::uint64_t>(entries);
  std::uint32_t start = 0;
  for (const auto& text : texts) {
    file.write_number(start);
    start += static_cast<std::uint32_t>(text.size());
  }
  file.write_number(start);
}

using Inputs = std::vector<const Columns*>;

// A column with one number of each document.
template <typename Read>
void merge_numbers(const Inputs& inputs, OutputFile& file, const Read& read) {
  for (const Columns* input : inputs) {
    for (std::uint32_t document = 0; document < input->documents(); ++document)
      file.write_number(read(*input, document));
  }
}

// The values of a field in several segments, numbered as they come.
class MergedValues {
 public:
  MergedValues(const Inputs& inputs, std::size_t field, const std::filesystem::path& folder)
      : texts_(folder), by_folded_(folder), numbers_(folder) {
    for (const Columns* input : inputs) {
      starts_.push_back(numbers_.size());
      for (std::uint32_t n = 0; n < input->values(field); ++n)
        numbers_.push_back(number(input->value(field, n)));
    }
  }

  // Of each value, as first spelled.
  const ScratchArray<std::string_view>& texts() const { return texts_; }

  // Of a value that an input has, by its own number.
  std::uint32_t number(std::size_t input, std::uint32_t of_input) const {
    return numbers_[starts_[input] + of_input];
  }

 private:
  std::uint32_t number(std::string_view text) {
    const std::string folded = fold_value(text);
    const std::uint64_t hash = XXH3_64bits(folded.data(), folded.size());
    const auto known = by_folded_.find(hash, [&](std::uint64_t n) {
      return texts_[n] == text || fold_value(texts_[n]) == folded;
    });
    if (known) return static_cast<std::uint32_t>(*known);
    by_folded_.add(hash, texts_.size());
    texts_.push_back(text);
    return static_cast<std::uint32_t>(texts_.size() - 1);
  }

  ScratchArray<std::string_view> texts_;  // of the inputs' files
  ScratchIndex by_folded_;
  ScratchArray<std::uint32_t> numbers_;  // of the inputs' values, those of one behind another
  std::vector<std::size_t> starts_;
};

void merge_field(const Inputs& inputs, std::size_t field, OutputFile& file,
                 const std::filesystem::path& folder) {
  const MergedValues values(inputs, field, folder);
  std::uint64_t entries = 0;
  for (const Columns* input : inputs) entries += input->entries(field);
  write_sizes(file, values.texts(), entries);
  std::uint32_t start = 0;
  file.write_number(start);
  merge_numbers(inputs, file, [&](const Columns& input, std::uint32_t document) {
    input.for_each_value(field, document, [&](std::uint32_t) { ++start; });
    return start;
  });
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (std::uint32_t document = 0; document < inputs[i]->documents(); ++document) {
      inputs[i]->for_each_value(field, document,
                                [&](std::uint32_t n) { file.write_number(values.number(i, n)); });
    }
  }
  for (const std::string_view text : values.texts()) file.write(text);
}

}  // namespace

std::uint32_t ColumnValues::number(std::string_view text) {
  const auto [number, added] = folded_.intern(fold_value(text));
  if (added) texts_.emplace_back(text);
  return number;
}

void ColumnsBuilder::add(const Article& article, std::uint32_t words) {
  instants_.push_back(article.published ? instant(*article.published) : kUndated);
  days_.push_back(article.published ? day_number(*article.published) : kNoDay);
  words_.push_back(words);
  precisions_.push_back(article.published ? std::min(article.published->precision, Precision::day)
                                          : Precision::day);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    Field& field = fields_[i];
    for (const std::string& value : kFilterFields[i].values(article)) {
      const std::uint32_t number = field.values.number(value);
      bool repeated = false;
      for (std::size_t at = field.starts.back(); at < field.entries.size(); ++at)
        repeated |= field.entries[at] == number;
      if (!repeated) field.entries.push_back(number);
    }
    field.starts.push_back(static_cast<std::uint32_t>(field.entries.size()));
  }
}

void ColumnsBuilder::write(const std::filesystem::path& path) const {
  OutputFile file(path);
  file.write_number(kColumnsMagic);
  file.write_number<std::uint64_t>(instants_.size());
  for (const std::int64_t value : instants_) file.write_number(value);
  for (const std::int32_t value : days_) file.write_number(value);
  for (const std::uint32_t value : words_) file.write_number(value);
  for (const Precision value : precisions_) file.write_number(value);
  for (const Field& field : fields_) {
    write_sizes(file, field.values.texts(), field.entries.size());
    for (const std::uint32_t value : field.starts) file.write_number(value);
    for (const std::uint32_t value : field.entries) file.write_number(value);
    for (const std::string& text : field.values.texts()) file.write(text);
  }
  file.finish();
}

Columns::Columns(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  if (load<std::uint64_t>(bytes, 0) != kColumnsMagic)
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  // A count that the file is too short for is none: what follows cannot overflow then.
  const auto count_at = [&](std::size_t place) {
    const auto count = load<std::uint64_t>(bytes, place);
    if (count > bytes.size() / sizeof(std::uint32_t))
      throw IndexError(path.string() + " is damaged: run dateline-index --full");
    return count;
  };
  documents_ = static_cast<std::uint32_t>(count_at(8));
  std::size_t at = 16 + documents_ * kBytesOfNumbers;
  for (Field& field : fields_) {
    field.values = static_cast<std::uint32_t>(count_at(at));
    field.entry_count = count_at(at + 8);
    field.text_starts = at + 16;
    field.starts = field.text_starts + (field.values + std::size_t{1}) * 4;
    field.entries = field.starts + (documents_ + std::size_t{1}) * 4;
    field.texts = field.entries + field.entry_count * 4;
    at =
        field.texts + load<std::uint32_t>(bytes, field.text_starts + field.values * std::size_t{4});
  }
  if (at != bytes.size())
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
}

std::int64_t Columns::instant(std::uint32_t document) const {
  return load<std::int64_t>(file_.bytes(), 16 + document * std::size_t{8});
}

std::int32_t Columns::day(std::uint32_t document) const {
  const auto day = load<std::int32_t>(file_.bytes(),
                                      16 + documents_ * std::size_t{8} + document * std::size_t{4});
  if (day != kNoDay && (day < kFirstDay || day > kLastDay)) [[unlikely]]
    throw_cut_off();
  return day;
}

std::uint32_t Columns::words(std::uint32_t document) const {
  return load<std::uint32_t>(file_.bytes(),
                             16 + documents_ * std::size_t{12} + document * std::size_t{4});
}

Precision Columns::precision(std::uint32_t document) const {
  const auto told = load<Precision>(file_.bytes(), 16 + documents_ * std::size_t{16} + document);
  if (told > Precision::day) [[unlikely]]
    throw_cut_off();
  return told;
}

std::int32_t Columns::last_day(std::uint32_t document) const {
  const std::int32_t first = day(document);
  if (precision(document) == Precision::day) return first;
  Date date = from_day_number(first);
  date.precision = precision(document);
  return dateline::last_day(date);
}

std::string_view Columns::value(std::size_t field, std::uint32_t number) const {
  const Field& f = fields_[field];
  const auto begin = load<std::uint32_t>(file_.bytes(), f.text_starts + number * std::size_t{4});
  const auto end =
      load<std::uint32_t>(file_.bytes(), f.text_starts + (number + std::size_t{1}) * 4);
  if (begin > end || end > file_.bytes().size() - f.texts) throw_cut_off();
  return file_.bytes().substr(f.texts + begin, end - begin);
}

void merge_columns(const std::vector<const Columns*>& inputs, const std::filesystem::path& path) {
  std::uint64_t documents = 0;
  for (const Columns* input : inputs) documents += input->documents();
  OutputFile file(path);
  file.write_number(kColumnsMagic);
  file.write_number(documents);
  merge_numbers(inputs, file, [](const Columns& in, std::uint32_t i) { return in.instant(i); });
  merge_numbers(inputs, file, [](const Columns& in, std::uint32_t i) { return in.day(i); });
  merge_numbers(inputs, file, [](const Columns& in, std::uint32_t i) { return in.words(i); });
  merge_numbers(inputs, file, [](const Columns& in, std::uint32_t i) { return in.precision(i); });
  for (std::size_t field = 0; field < kFilterFields.size(); ++field)
    merge_field(inputs, field, file, path.parent_path());
  file.finish();
}

}  // namespace dateline
