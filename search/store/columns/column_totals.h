#pragma once

#include <cstdint>
#include <vector>

#include "search/store/columns/columns.h"
#include "search/store/columns/day_counts.h"

namespace dateline {

// What all documents of a segment count, deleted ones too: where a query matches most of them, what
// it does not match is taken away from this.
struct ColumnTotals {
  std::vector<std::vector<std::uint64_t>> values;  // by place in kFilterFields and value number
  DayCounts days;
};

// Linear in the columns: some 2 ms for 100,000 documents.
ColumnTotals total_up(const Columns& columns);

}  // namespace dateline
