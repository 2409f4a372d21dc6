#include "search/store/columns/column_totals.h"

namespace dateline {

ColumnTotals total_up(const Columns& columns) {
  ColumnTotals totals;
  for (std::size_t field = 0; field < kFilterFields.size(); ++field) {
    std::vector<std::uint64_t>& counts = totals.values.emplace_back(columns.values(field));
    for (std::uint32_t document = 0; document < columns.documents(); ++document)
      columns.for_each_value(field, document, [&](std::uint32_t value) { ++counts[value]; });
  }
  for (std::uint32_t document = 0; document < columns.documents(); ++document)
    totals.days.add(columns.day(document), columns.precision(document));
  return totals;
}

}  // namespace dateline
