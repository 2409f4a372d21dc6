#pragma once

#include <string>
#include <string_view>

namespace dateline {

// JSON as programs write it that do not keep its rules, made valid where one value is wrong and no
// other is touched: NaN and Infinity become null, Python's None, True and False what they mean; a
// number that no 64 bits hold becomes a string of its digits, half of a surrogate pair U+FFFD, a
// bare control character its escape; a comma before a closing bracket goes. The rest stays as it
// is.
std::string mend_json(std::string_view json);

}  // namespace dateline
