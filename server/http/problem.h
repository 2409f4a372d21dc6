#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Why a request was not answered, as RFC 9457 writes it: application/problem+json.
struct Problem {
  int status = 500;
  std::string detail;     // what is wrong and how to mend it
  std::string parameter;  // of the query string, the one at fault; empty: none is
  int retry_after_s = 0;  // when another try may go well; 0: nobody knows
};

inline constexpr std::string_view kProblemType = "application/problem+json";

// {"type":"about:blank","title":"Bad Request","status":400,"detail":"…","parameter":"limit"}
std::string to_json(const Problem& problem);

// "Bad Request" for 400.
std::string_view reason_phrase(int status);

}  // namespace dateline
