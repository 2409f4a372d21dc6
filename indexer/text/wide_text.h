#pragma once

#include <string_view>

namespace dateline {

// The name of the encoding, UTF-16 or UTF-32 in one of their orders, that text without a byte order
// mark is written in; empty for bytes that are none, as far as their first part tells.
std::string_view wide_charset_without_mark(std::string_view bytes);

}  // namespace dateline
