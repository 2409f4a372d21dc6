#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

// The bytes that open a line in which the author reports from somewhere, "Aus Brüssel berichtet ",
// "Reporting from Kyiv, ", "De notre correspondante à Rome, "; a name follows. 0 for any other
// line.
std::size_t report_opening(std::string_view text);

// What stands before the report in "Ann Lee reports from Brussels": "Ann Lee". The text itself
// where it says no such thing.
std::string_view before_report_from(std::string_view text);

}  // namespace dateline
