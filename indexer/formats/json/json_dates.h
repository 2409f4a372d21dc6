#pragma once

#include <string_view>

#include "indexer/formats/fields/date_order.h"
#include "indexer/sources/record.h"

namespace dateline {

// What the fields of JSON that begins so say of the order of day and month in its dates. JSON may
// be cut or damaged anywhere.
DateOrder date_order_of_json(std::string_view front, const FieldNames& own_names);

}  // namespace dateline
