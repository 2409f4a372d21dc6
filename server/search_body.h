#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

// The body that a search sent by POST may have: a query of 8 KiB, percent-encoded or escaped as
// JSON throughout, and filters.
inline constexpr std::size_t kMaxSearchBodyBytes = 32 * 1024;

// All parameters of a search sent by POST, as one query string: those of the address, then those of
// the body, which is a form (application/x-www-form-urlencoded) or a JSON object with the same
// names: {"q": "harbour", "source": ["TASS", "SANA"], "limit": 5, "explain": true}. A list repeats
// its parameter; one of `facets` is joined by commas. Without a content type, what begins with "{"
// is JSON.
//
// Throws BodyError for a body that is neither, and ParameterError for a value that no parameter
// can have.
std::string with_body_parameters(std::string_view query_string, std::string_view content_type,
                                 std::string_view body);

}  // namespace dateline
