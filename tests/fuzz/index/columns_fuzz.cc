#include "search/store/columns/column_totals.h"
#include "search/store/columns/columns.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {
namespace {

constexpr std::uint32_t kStep = 5;

void read_document(const Columns& columns, std::uint32_t document) {
  columns.instant(document);
  columns.words(document);
  if (columns.day(document) != kNoDay) columns.last_day(document);
  for (std::size_t field = 0; field < kFilterFields.size(); ++field)
    columns.for_each_value(field, document,
                           [&](std::uint32_t value) { columns.value(field, value); });
}

}  // namespace

void use_file(const std::filesystem::path& path) {
  const Columns columns(path);
  for (std::uint32_t i = 0; i < columns.documents(); i += kStep) read_document(columns, i);
  total_up(columns).days.for_each([](std::int32_t, std::uint32_t) {});
  merge_columns({&columns, &columns}, path.string() + ".merged");
}

}  // namespace dateline
