#include "search/columns.h"

#include "search/fold.h"
#include "search/output_file.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x316C6F43656E6C44;  // "DlneCol1"

}  // namespace

std::uint32_t ColumnsBuilder::Field::number(std::string_view text) {
  const auto [number, added] = folded.intern(fold_value(text));
  if (added) texts.emplace_back(text);
  return number;
}

void ColumnsBuilder::add(const Article& article, std::uint32_t words) {
  instants_.push_back(article.published ? instant(*article.published) : kUndated);
  days_.push_back(article.published ? day_number(*article.published) : kNoDay);
  words_.push_back(words);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    Field& field = fields_[i];
    for (const std::string& value : kFilterFields[i].values(article)) {
      const std::uint32_t number = field.number(value);
      bool repeated = false;
      for (std::size_t at = field.starts.back(); at < field.entries.size(); ++at)
        repeated |= field.entries[at] == number;
      if (!repeated) field.entries.push_back(number);
    }
    field.starts.push_back(static_cast<std::uint32_t>(field.entries.size()));
  }
}

void ColumnsBuilder::append(const Columns& columns) {
  for (std::uint32_t document = 0; document < columns.documents(); ++document) {
    instants_.push_back(columns.instant(document));
    days_.push_back(columns.day(document));
    words_.push_back(columns.words(document));
  }
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    Field& field = fields_[i];
    std::vector<std::uint32_t> numbers(columns.values(i));
    for (std::uint32_t n = 0; n < numbers.size(); ++n)
      numbers[n] = field.number(columns.value(i, n));
    for (std::uint32_t document = 0; document < columns.documents(); ++document) {
      columns.for_each_value(i, document,
                             [&](std::uint32_t n) { field.entries.push_back(numbers[n]); });
      field.starts.push_back(static_cast<std::uint32_t>(field.entries.size()));
    }
  }
}

void ColumnsBuilder::write(const std::filesystem::path& path) const {
  OutputFile file(path);
  file.write_number(kMagic);
  file.write_number<std::uint64_t>(instants_.size());
  for (const std::int64_t value : instants_) file.write_number(value);
  for (const std::int32_t value : days_) file.write_number(value);
  for (const std::uint32_t value : words_) file.write_number(value);
  for (const Field& field : fields_) {
    file.write_number<std::uint64_t>(field.texts.size());
    file.write_number<std::uint64_t>(field.entries.size());
    std::uint32_t start = 0;
    for (const std::string& text : field.texts) {
      file.write_number(start);
      start += static_cast<std::uint32_t>(text.size());
    }
    file.write_number(start);
    for (const std::uint32_t value : field.starts) file.write_number(value);
    for (const std::uint32_t value : field.entries) file.write_number(value);
    for (const std::string& text : field.texts) file.write(text);
  }
  file.finish();
}

Columns::Columns(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  if (load<std::uint64_t>(bytes, 0) != kMagic)
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  documents_ = static_cast<std::uint32_t>(load<std::uint64_t>(bytes, 8));
  std::size_t at = 16 + documents_ * std::size_t{16};
  for (Field& field : fields_) {
    field.values = static_cast<std::uint32_t>(load<std::uint64_t>(bytes, at));
    const auto entries = load<std::uint64_t>(bytes, at + 8);
    field.text_starts = at + 16;
    field.starts = field.text_starts + (field.values + std::size_t{1}) * 4;
    field.entries = field.starts + (documents_ + std::size_t{1}) * 4;
    field.texts = field.entries + entries * 4;
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
  return load<std::int32_t>(file_.bytes(),
                            16 + documents_ * std::size_t{8} + document * std::size_t{4});
}

std::uint32_t Columns::words(std::uint32_t document) const {
  return load<std::uint32_t>(file_.bytes(),
                             16 + documents_ * std::size_t{12} + document * std::size_t{4});
}

std::string_view Columns::value(std::size_t field, std::uint32_t number) const {
  const Field& f = fields_[field];
  const auto begin = load<std::uint32_t>(file_.bytes(), f.text_starts + number * std::size_t{4});
  const auto end =
      load<std::uint32_t>(file_.bytes(), f.text_starts + (number + std::size_t{1}) * 4);
  return file_.bytes().substr(f.texts + begin, end - begin);
}

}  // namespace dateline
