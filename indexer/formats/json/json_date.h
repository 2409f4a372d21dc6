#pragma once

#include <string>

#include <simdjson.h>

namespace dateline {

// The text of a date as programs write it into JSON: "2019-03-05", 1551780000000, MongoDB's
// {"$date": {"$numberLong": "1551780000000"}}, Firestore's {"_seconds": 1551780000}, PHP's {"date":
// "2019-03-05 10:00:00.000000"}, {"year": 2019, "month": 3, "day": 5}, [2019, 3, 5]; of a list of
// dates the first. Empty for any other value.
std::string json_date_text(simdjson::dom::element value);

}  // namespace dateline
