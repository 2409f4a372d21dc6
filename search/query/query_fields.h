#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

// A name that may stand before a colon: title:lavrov, before:2018.
struct QueryField {
  enum class Kind : std::uint8_t {
    title,
    lead,
    capitals,
    filter,
    on,      // date:2017, date:2017-01..2017-06
    before,  // ends before the date's first day
    after,   // starts after the date's last day
    since,   // starts with the date's first day
    until,   // ends with the date's last day
  };

  std::string_view typed;  // in small letters; read without regard to case
  Kind kind = Kind::filter;
  std::string_view filter;  // the filter field's name
};

// The field of this name; null where there is none.
const QueryField* find_field(std::string_view name);

// Whether the field's value is a date.
bool is_dates(QueryField::Kind kind);

// The fields as a message lists them: "title, lead, …".
extern const std::string_view kFieldNames;

}  // namespace dateline
