#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Whether an Accept-Encoding value lets a response be in gzip, by RFC 9110: named, or by *, and not
// with q=0. What cannot be understood does not.
bool accepts_gzip(std::string_view accept_encoding);

enum class Effort { fast, best };  // fast for what is made for one request

std::string gzip(std::string_view bytes, Effort effort);

}  // namespace dateline
