#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/date.h"
#include "search/base/mapped_file.h"
#include "search/base/string_table.h"
#include "search/store/article/article.h"
#include "search/store/article/fields.h"

// What sorting, date ranges, facets and timelines need of every document of a segment, as arrays by
// document.
//
//   u64   kColumnsMagic, documents
//   i64   instant of each document (date.h), kUndated where it has none
//   i32   day of each document (day_number), kNoDay where it has none
//   u32   words of each document
//   u8    precision of its date (date.h); day where it has none
//   then for each of kFilterFields:
//     u64   values, entries
//     u32   where each value's text starts, and the end of the last: values + 1
//     u32   where each document's entries start, and the end of the last: documents + 1
//     u32   the values' numbers, entries
//     the values' texts, as their first article spells them
namespace dateline {

inline constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

// The values of a field, numbered as they come; spellings that differ in case or accents are one.
class ColumnValues {
 public:
  std::uint32_t number(std::string_view text);

  // Of each value, as first spelled.
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  StringTable folded_;
  std::vector<std::string> texts_;
};

class ColumnsBuilder {
 public:
  void add(const Article& article, std::uint32_t words);

  void write(const std::filesystem::path& path) const;

  std::size_t documents() const { return instants_.size(); }

 private:
  struct Field {
    ColumnValues values;
    std::vector<std::uint32_t> starts{0};
    std::vector<std::uint32_t> entries;
  };

  std::vector<std::int64_t> instants_;
  std::vector<std::int32_t> days_;
  std::vector<std::uint32_t> words_;
  std::vector<Precision> precisions_;
  std::array<Field, kFilterFields.size()> fields_;
};

// The columns of a segment on disk; documents are numbered from 0. Any number of threads may read.
class Columns {
 public:
  explicit Columns(const std::filesystem::path& path);

  std::uint32_t documents() const { return documents_; }
  std::int64_t instant(std::uint32_t document) const;
  std::int32_t day(std::uint32_t document) const;
  std::uint32_t words(std::uint32_t document) const;

  // How much of its date the document's source told: the year, the month, or the day and all finer
  // ones.
  Precision precision(std::uint32_t document) const;

  // The last day that its date covers: of the whole year where no more is known.
  std::int32_t last_day(std::uint32_t document) const;

  std::uint32_t values(std::size_t field) const { return fields_[field].values; }
  std::uint64_t entries(std::size_t field) const { return fields_[field].entry_count; }
  std::string_view value(std::size_t field, std::uint32_t number) const;

  // Calls `use` with the number of each value that the document has in the field.
  template <typename Use>
  void for_each_value(std::size_t field, std::uint32_t document, const Use& use) const {
    const Field& f = fields_[field];
    const auto begin = load<std::uint32_t>(file_.bytes(), f.starts + document * std::size_t{4});
    const auto end = load<std::uint32_t>(file_.bytes(), f.starts + (document + std::size_t{1}) * 4);
    for (std::uint32_t i = begin; i < end; ++i) {
      const auto number = load<std::uint32_t>(file_.bytes(), f.entries + i * std::size_t{4});
      if (number >= f.values) [[unlikely]]
        throw_cut_off();
      use(number);
    }
  }

 private:
  struct Field {
    std::uint32_t values = 0;
    std::uint64_t entry_count = 0;
    std::size_t text_starts = 0;
    std::size_t starts = 0;
    std::size_t entries = 0;
    std::size_t texts = 0;
  };

  MappedFile file_;
  std::uint32_t documents_ = 0;
  std::array<Field, kFilterFields.size()> fields_;
};

// Writes the columns of the inputs' documents, those of one behind those of the other. What has to
// be known of the values is scratch memory in the folder of `path`.
void merge_columns(const std::vector<const Columns*>& inputs, const std::filesystem::path& path);

}  // namespace dateline
